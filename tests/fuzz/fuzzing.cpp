// SPDX-License-Identifier: GPL-3.0-or-later
#include "fuzz/fuzzing.h"
#include <QJsonArray>
#include <QJsonDocument>
#include <QStringList>
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <random>

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t *data, std::size_t size, std::size_t sizeMax);

namespace fuzzing {
using namespace Qt::StringLiterals;

void hold(bool law, const char *sentence)
{
    if (law)
        return;
    std::fprintf(stderr, "==LAW== does not hold: %s\n", sentence);
    std::abort();
}

int Input::byte()
{
    if (m_rest.isEmpty())
        return 0;
    const int first = std::uint8_t(m_rest.front());
    m_rest = m_rest.sliced(1);
    return first;
}

std::optional<QJsonObject> objectOf(QByteArrayView text)
{
    const QJsonDocument document = QJsonDocument::fromJson(QByteArray::fromRawData(text.data(), text.size()));
    if (!document.isObject())
        return std::nullopt;
    return document.object();
}

namespace {

/// One random change of a JSON value.
class Change
{
public:
    Change(const QJsonValue &whole, unsigned seed) : m_whole(whole), m_random(seed) {}

    QJsonValue made()
    {
        collect(m_whole);
        m_target = below(int(m_values.size()));
        m_at = 0;
        return changed(m_whole);
    }

private:
    int below(int count) { return count > 0 ? int(m_random() % unsigned(count)) : 0; }

    void collect(const QJsonValue &value)
    {
        m_values << value;
        if (value.isArray()) {
            for (const QJsonValue element : value.toArray())
                collect(element);
        }
        if (value.isObject()) {
            const QJsonObject object = value.toObject();
            for (auto member = object.begin(); member != object.end(); ++member) {
                m_names << member.key();
                collect(member.value());
            }
        }
    }

    /// The same walk as collect(); the value it stops at is changed.
    QJsonValue changed(const QJsonValue &value)
    {
        if (m_at++ == m_target)
            return another(value);
        if (value.isArray()) {
            QJsonArray array = value.toArray();
            for (qsizetype i = 0; i < array.size(); ++i)
                array[i] = changed(array[i]);
            return array;
        }
        if (value.isObject()) {
            QJsonObject object = value.toObject();
            const QStringList names = object.keys();
            for (const QString &name : names)
                object[name] = changed(object[name]);
            return object;
        }
        return value;
    }

    QJsonValue another(const QJsonValue &value)
    {
        if (value.isArray() && below(4) > 0)
            return anotherArray(value.toArray());
        if (value.isObject() && below(4) > 0)
            return anotherObject(value.toObject());
        if (value.isString() && below(2) == 0)
            return anotherText(value.toString());
        if (value.isDouble() && below(2) == 0)
            return value.toDouble() + (below(2) == 0 ? 1 : -1) * double(1LL << below(40));
        return below(2) == 0 ? odd() : m_values[below(int(m_values.size()))];
    }

    QJsonValue anotherArray(QJsonArray array)
    {
        const int at = below(int(array.size()));
        switch (below(4)) {
        case 0:
            if (!array.isEmpty())
                array.removeAt(at);
            break;
        case 1:
            if (!array.isEmpty())
                array.insert(below(int(array.size())), array.at(at));
            break;
        case 2:
            array.append(m_values[below(int(m_values.size()))]);
            break;
        default:
            for (int i = below(40); i > 0 && !array.isEmpty(); --i)
                array.append(array.at(at));
        }
        return array;
    }

    QJsonValue anotherObject(QJsonObject object)
    {
        const QStringList names = object.keys();
        const QString name = names.value(below(int(names.size())));
        switch (below(4)) {
        case 0:
            object.remove(name);
            break;
        case 1:
            object[m_names.isEmpty() ? u"x"_s : m_names[below(int(m_names.size()))]] = m_values[below(int(m_values.size()))];
            break;
        case 2: {
            const QJsonValue moved = object.take(name);
            object[m_names.isEmpty() ? u"x"_s : m_names[below(int(m_names.size()))]] = moved;
            break;
        }
        default:
            object[name] = odd();
        }
        return object;
    }

    QJsonValue anotherText(const QString &text)
    {
        if (below(3) == 0)
            return QString(text + oddText());
        QByteArray bytes = text.toUtf8();
        const qsizetype size = bytes.size();
        bytes.resize(size + 32);
        bytes.resize(qsizetype(LLVMFuzzerMutate(reinterpret_cast<std::uint8_t *>(bytes.data()), std::size_t(size), std::size_t(bytes.size()))));
        return QString::fromUtf8(bytes);
    }

    QJsonValue odd()
    {
        switch (below(16)) {
        case 0: return QJsonValue();
        case 1: return true;
        case 2: return false;
        case 3: return 0;
        case 4: return -1;
        case 5: return 0.5;
        case 6: return 9007199254740993.0;
        case 7: return -9.3e18;
        case 8: return 1e308;
        case 9: return 2147483648.0;
        case 10: return QJsonArray();
        case 11: return QJsonObject();
        case 12: return QJsonArray{QJsonArray{m_values[below(int(m_values.size()))]}};
        case 13: return QString(below(2000), QChar(u'9'));
        default: return oddText();
        }
    }

    QString oddText()
    {
        static const QStringList texts{
            {}, u" "_s, u"0"_s, u"-0"_s, u"1e999"_s, u"NaN"_s, u"null"_s, u"../../etc/passwd"_s, u"'; DROP TABLE document; --"_s, u"%"_s, u"\"a\" OR b*"_s,
            u"{{{x}}}"_s, u"{{> head}}"_s, u"<script>alert(1)</script>"_s, u"&lt;"_s, u"2026-02-30"_s, u"2026-11-20T02:00:00Z"_s, u"-0001-01-01"_s, u"9999-12-31T23:59:59.999Z"_s,
            u"11010519491231002X"_s, u"610116199003070014"_s, u"𠮷野"_s, QString(QChar(0xD800)), QString(QChar(0)), QStringLiteral("\u202e\u0000x"), u"sha256:00"_s, u"d/610116"_s, u"ref"_s, u"centre"_s};
        return texts[below(int(texts.size()))];
    }

    const QJsonValue m_whole;
    std::minstd_rand m_random;
    QList<QJsonValue> m_values;
    QStringList m_names;
    int m_target = 0;
    int m_at = 0;
};

} // namespace

std::size_t mutateJson(std::uint8_t *data, std::size_t size, std::size_t sizeMax, unsigned seed, std::size_t front)
{
    const std::size_t text = std::min(front, size);
    const auto object = objectOf({reinterpret_cast<const char *>(data) + text, qsizetype(size - text)});
    if (!object || seed % 8 == 0)
        return LLVMFuzzerMutate(data, size, sizeMax);
    if (text > 0 && seed % 8 == 1) {
        LLVMFuzzerMutate(data, text, text);
        return size;
    }
    QJsonValue whole = *object;
    for (unsigned i = 0; i <= seed % 3; ++i) {
        whole = Change(whole, seed + i).made();
        if (!whole.isObject())
            whole = *object;
    }
    const QByteArray changed = QJsonDocument(whole.toObject()).toJson(QJsonDocument::Compact);
    if (text + std::size_t(changed.size()) > sizeMax)
        return LLVMFuzzerMutate(data, size, sizeMax);
    std::copy(changed.begin(), changed.end(), reinterpret_cast<char *>(data) + text);
    return text + std::size_t(changed.size());
}

} // namespace fuzzing
