// SPDX-License-Identifier: GPL-3.0-or-later
#include "fuzz/playcentre.h"
#include "fuzz/fuzzing.h"
#include "office/founding.h"
#include "office/madeupcases.h"
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <cstdio>
#include <unistd.h>

namespace fuzzing {
using namespace Qt::StringLiterals;

namespace {

const QDateTime &moment()
{
    static const QDateTime now(QDate(2026, 11, 20), QTime(2, 0), Qt::UTC);
    return now;
}

void make(const QString &path)
{
    {
        const auto office = office::Office::open({path, office::Office::Side::Centre, [] { return QDateTime(QDate(2026, 1, 4), QTime(2, 0), Qt::UTC); }, false});
        hold(office.ok(), "a new centre opens");
        office::Founding founding = office::Founding::demo();
        QJsonObject district = QJsonDocument::fromJson(founding.district).object();
        district.remove(u"password"_s); // hashing ten passwords is slow on purpose
        founding.district = QJsonDocument(district).toJson();
        hold(office::found(**office, founding).ok(), "the made-up district is founded");
    }
    hold(office::makeUpCases(path, 40, 610116, moment(), true).ok(), "cases are made up");
    const auto office = office::Office::open({path, office::Office::Side::Centre, [] { return moment(); }, false});
    hold(office.ok(), "the centre opens again");
    (*office)->store().database.checkpoint();
}

/// The centre made once, newer than the program that made it.
QString ready()
{
    const QFileInfo program(u"/proc/self/exe"_s);
    const QString path = QFileInfo(program.canonicalFilePath()).dir().filePath(u"playcentre.db"_s);
    const QFileInfo known(path);
    if (known.exists() && known.lastModified() > QFileInfo(program.canonicalFilePath()).lastModified())
        return path;
    const QTemporaryDir folder(QFileInfo(path).dir().filePath(u"playcentre-XXXXXX"_s));
    const QString made = folder.filePath(u"centre.db"_s);
    make(made);
    // In one step: another target may be copying the one before.
    hold(std::rename(QFile::encodeName(made).constData(), QFile::encodeName(path).constData()) == 0, "what was made is kept");
    return path;
}

template<class Text>
QJsonValue mapped(const QJsonValue &value, const Text &text)
{
    if (value.isString())
        return text(value.toString());
    if (value.isArray()) {
        QJsonArray array;
        for (const QJsonValue element : value.toArray())
            array.append(mapped(element, text));
        return array;
    }
    if (value.isObject()) {
        QJsonObject object;
        const QJsonObject before = value.toObject();
        for (auto member = before.begin(); member != before.end(); ++member)
            object[text(member.key())] = mapped(member.value(), text);
        return object;
    }
    return value;
}

} // namespace

PlayCentre::PlayCentre() : m_folder(QDir(u"/dev/shm"_s).exists() ? u"/dev/shm/fuzz-centre-XXXXXX"_s : QString()), m_path(m_folder.filePath(u"centre.db"_s))
{
    hold(QFile::copy(ready(), m_path), "the centre can be copied");
    auto office = office::Office::open({m_path, office::Office::Side::Centre, clock(), false});
    hold(office.ok(), "the centre opens");
    m_office = std::move(office.value());
    m_centre = std::make_unique<office::Centre>(*m_office);
    m_settings = std::make_unique<storage::Database>(u":memory:"_s);
    storage::SettingStore settings(*m_settings);
    m_key = office::DeviceKey::of(settings);
    m_device = domain::newId(now());
    m_stream = domain::newId(now());
    hold(m_centre->enrol(m_stream, m_device, m_key->publicKey(), u"3"_s).ok(), "a device is made known");
    m_office->reloadRules();
    for (const QString &kind : {u"case"_s, u"step"_s, u"workorder"_s, u"licence"_s, u"outgoing"_s, u"rating"_s, u"applicant"_s, u"item"_s, u"staff"_s, u"place"_s}) {
        QStringList ids;
        for (const domain::Document &document : m_office->store().documents.ofKind(kind))
            ids << document.id;
        ids.sort(); // ids of what is made sort by the time of making
        for (const QString &id : ids) {
            m_places[id] = int(m_ids.size());
            m_ids << id;
        }
    }
}

QDateTime PlayCentre::now() const { return moment(); }

QString PlayCentre::withIds(QString text) const
{
    if (!text.contains(u'#') || m_ids.isEmpty())
        return text;
    static const QRegularExpression place(u"#(\\d{1,6})(?!\\d)"_s);
    QString whole;
    qsizetype from = 0;
    for (auto found = place.globalMatch(text); found.hasNext();) {
        const QRegularExpressionMatch match = found.next();
        whole += QStringView(text).sliced(from, match.capturedStart() - from);
        whole += m_ids[match.captured(1).toInt() % m_ids.size()];
        from = match.capturedEnd();
    }
    return whole += QStringView(text).sliced(from);
}

QJsonValue PlayCentre::withIds(const QJsonValue &value) const
{
    return mapped(value, [this](const QString &text) { return withIds(text); });
}

QJsonValue PlayCentre::withoutIds(const QJsonValue &value) const
{
    return mapped(value, [this](const QString &text) {
        const auto place = m_places.constFind(text);
        return place == m_places.cend() ? text : QString(u'#' + QString::number(*place));
    });
}

} // namespace fuzzing
