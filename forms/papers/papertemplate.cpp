// SPDX-License-Identifier: GPL-3.0-or-later
#include "forms/papers/papertemplate.h"
#include "domain/papers/papervalues.h"
#include <QFile>
#include <QRegularExpression>
#include <exception>
#include <kainjow/mustache.hpp>

/// The templates lie in a static library; nothing else would link them in. Outside any namespace, as Qt asks.
static void initTemplates()
{
    Q_INIT_RESOURCE(papers);
}

namespace forms {

namespace {

using kainjow::mustache::data;
using kainjow::mustache::mustache;

/// Parts within parts; deeper is a part that contains itself.
constexpr int partsDeepMax = 8;

domain::Refusal templateRefusal(const QString &kind, const QString &problem, const QString &detail = {})
{
    return domain::refuse(u"paper.template", {{u"kind"_qs, kind}, {u"problem"_qs, problem}, {u"detail"_qs, detail}});
}

/// Characters that would change how the rest of the line is read or that QTextDocument keeps for itself.
bool isHarmful(char32_t character)
{
    const QChar::Category category = QChar::category(character);
    return category == QChar::Other_Control || category == QChar::Other_Format || QChar::isNonCharacter(character)
           || character == QChar::ObjectReplacementCharacter;
}

std::string escaped(const std::string &value)
{
    QString safe;
    for (const char32_t character : QString::fromStdString(value).toUcs4()) {
        if (character == U'\n' || character == QChar::LineSeparator || character == QChar::ParagraphSeparator)
            safe += u"<br>";
        else if (character == U'\'')
            safe += u"&#39;";
        else if (character == U'\t')
            safe += u' ';
        else if (!isHarmful(character))
            safe += QString::fromUcs4(&character, 1).toHtmlEscaped();
    }
    return safe.toStdString();
}

data toData(const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::Bool:
        return data(value.toBool());
    case QJsonValue::Double:
        return data(domain::numberText(value.toDouble()).toStdString());
    case QJsonValue::String:
        return value.toString().isEmpty() ? data(false) : data(value.toString().toStdString());
    case QJsonValue::Array: {
        data list{data::type::list};
        for (const QJsonValue &member : value.toArray())
            list.push_back(toData(member));
        return list;
    }
    case QJsonValue::Object: {
        const QJsonObject object = value.toObject();
        if (object.isEmpty())
            return data(false);
        data members{data::type::object};
        for (auto member = object.begin(); member != object.end(); ++member)
            members.set(member.key().toStdString(), toData(member.value()));
        return members;
    }
    case QJsonValue::Null:
    case QJsonValue::Undefined:
        break;
    }
    return data(false);
}

/// Reads a template with all its parts set in, so that a part missing or containing itself is found before filling.
class Reader
{
public:
    Reader(const QString &kind, const QString &folder) : m_kind(kind), m_folder(folder) {}

    domain::Result<QString> read(const QString &path, int depth = 0) const
    {
        QFile file(u"%1/%2.html"_qs.arg(m_folder, path));
        if (!file.open(QIODevice::ReadOnly))
            return templateRefusal(m_kind, depth == 0 ? u"missing"_qs : u"part"_qs, path);
        QString text = QString::fromUtf8(file.readAll());
        // A part stands inside a sentence: the end of its file is no space.
        if (depth > 0)
            text = text.trimmed();
        static const QRegularExpression part(u"\\{\\{>\\s*([A-Za-z0-9-]+)\\s*\\}\\}"_qs);
        QString whole;
        qsizetype from = 0;
        for (auto matches = part.globalMatch(text); matches.hasNext();) {
            const QRegularExpressionMatch match = matches.next();
            if (depth == partsDeepMax)
                return templateRefusal(m_kind, u"part"_qs, match.captured(1));
            const auto inner = read(u"parts/"_qs + match.captured(1), depth + 1);
            if (!inner)
                return inner.refusal();
            whole += QStringView(text).sliced(from, match.capturedStart() - from) + *inner;
            from = match.capturedEnd();
        }
        return QString(whole + QStringView(text).sliced(from));
    }

private:
    QString m_kind, m_folder;
};

} // namespace

domain::Result<QString> fillTemplate(const QString &name, const QJsonObject &content, const QString &folder)
{
    initTemplates();
    static const QRegularExpression nameForm(u"\\A(parts/)?[a-z0-9-]+\\z"_qs);
    if (!nameForm.match(name).hasMatch())
        return templateRefusal(name, u"name"_qs);
    const auto text = Reader(name, folder).read(name);
    if (!text)
        return text.refusal();
    static const QRegularExpression unescaped(u"\\{\\{\\s*[{&=]"_qs);
    if (text->contains(unescaped))
        return templateRefusal(name, u"unescaped"_qs);
    try {
        mustache filling(text->toStdString());
        filling.set_custom_escape(escaped);
        if (!filling.is_valid())
            return templateRefusal(name, u"syntax"_qs, QString::fromStdString(filling.error_message()));
        const std::string filled = filling.render(toData(content));
        if (!filling.is_valid())
            return templateRefusal(name, u"syntax"_qs, QString::fromStdString(filling.error_message()));
        return QString::fromStdString(filled);
    } catch (const std::exception &fault) {
        return templateRefusal(name, u"syntax"_qs, QString::fromLocal8Bit(fault.what()));
    }
}

bool asksFullNumbers(const QString &name, const QString &folder)
{
    initTemplates();
    static const QRegularExpression said(u"<!--\\s*numbers:\\s*full\\b[^>]*-->"_qs);
    QFile file(u"%1/%2.html"_qs.arg(folder, name));
    return file.open(QIODevice::ReadOnly) && said.match(QString::fromUtf8(file.readAll())).hasMatch();
}

} // namespace forms
