// SPDX-License-Identifier: GPL-3.0-or-later
#include "hall.h"
#include "domain/applicant/applicant.h"
#include "domain/catalogue/checklist.h"
#include "domain/jsontime.h"
#include "office/founding.h"
#include "sealed.h"
#include <QFile>
#include <QJsonDocument>

namespace support {
using namespace Qt::StringLiterals;

namespace {

void found(const QString &path)
{
    const auto centre = office::Office::open({path, office::Office::Side::Centre, [] { return QDateTime(QDate(2026, 1, 4), QTime(2, 0), Qt::UTC); }, false});
    office::Founding founding = office::Founding::demo();
    QJsonObject district = QJsonDocument::fromJson(founding.district).object();
    district.remove(u"password"_s); // hashing ten passwords is slow on purpose
    founding.district = QJsonDocument(district).toJson();
    const auto founded = office::found(**centre, founding);
    if (!founded)
        qFatal("the demo district can't be founded: %s", qPrintable(founded.refusal().code));
}

/// Founding a district takes a second; it is done once per test program and copied.
QString foundedCentre()
{
    static QTemporaryDir folder;
    static const QString path = [] {
        const QString file = folder.filePath(u"centre.db"_s);
        found(file);
        return file;
    }();
    return path;
}

std::unique_ptr<PostgresDatabase> copyOnPostgres()
{
    static const PostgresDatabase original;
    [[maybe_unused]] static const bool founded = (found(original.url()), true);
    return std::make_unique<PostgresDatabase>(original.name());
}

} // namespace

Hall::Hall(QDate today) : m_now(std::make_shared<QDateTime>(today, QTime(2, 0), Qt::UTC))
{
    QString path = m_folder.filePath(u"centre.db"_s);
    if (postgresServer().isEmpty()) {
        QFile::copy(foundedCentre(), path);
    } else {
        m_postgres = copyOnPostgres();
        path = m_postgres->url();
    }
    auto centre = office::Office::open({path, office::Office::Side::Centre, clock(), false});
    Q_ASSERT(centre.ok());
    m_centre = std::move(centre.value());
    m_centreSide = std::make_unique<office::Centre>(*m_centre);
    restartCounter();
    m_sync->setScopes({u"ref"_s, u"d/610116"_s}, u"610116"_s);
    const auto enrolled = m_centreSide->enrol(m_counter->stream(), m_counter->deviceId(), m_counter->devicePublicKey(), u"3"_s);
    Q_ASSERT(enrolled.ok());
    const auto lease = m_centreSide->leaseNumbers(domain::newId(now()), m_counter->stream(), m_sync->leaseSeries(), 100);
    Q_ASSERT(lease.ok());
    m_sync->addLease(*lease);
    pull();
}

Hall::~Hall() = default;

void Hall::setHallTime(QDate day, QTime time)
{
    *m_now = QDateTime(day, time, Qt::OffsetFromUTC, 8 * 3600).toUTC();
}

office::Actor Hall::staff(const QString &number) const
{
    const domain::Staff *staff = m_counter->rules()->staffByNumber(number);
    Q_ASSERT(staff);
    return {staff->id, staff->name, staff->roles, staff->place, u"3"_s};
}

office::Actor Hall::signIn(const QString &number)
{
    const domain::Staff *person = m_counter->rules()->staffByNumber(number);
    Q_ASSERT(person);
    m_sync->setScopes(m_centreSide->scopesOf(*person), u"610116"_s);
    pull();
    return staff(number);
}

office::Actor Hall::clerk() const
{
    return staff(u"1001"_s);
}

const domain::Place &Hall::place() const
{
    return *m_counter->rules()->place(clerk().place);
}

const domain::Item &Hall::item(const QString &id) const
{
    const domain::Item *item = m_counter->rules()->itemOn(id, domain::hallTime(now()).date());
    Q_ASSERT(item);
    return *item;
}

domain::Result<domain::PushAnswer> Hall::push()
{
    domain::PushBatch batch;
    batch.epoch = m_sync->epoch();
    batch.operations = m_sync->pendingOperations(500, 1 << 20);
    if (batch.operations.isEmpty())
        return domain::PushAnswer{m_centreSide->epoch(), 0, {}, {}};
    batch.previousHash = m_sync->chainHashBefore(batch.operations.first().n);
    const auto answer = m_centreSide->push(m_counter->stream(), batch);
    if (answer) {
        const auto settled = m_sync->settle(*answer);
        Q_ASSERT(settled.ok());
    }
    return answer;
}

void Hall::pull()
{
    for (const QString &scope : m_sync->scopes()) {
        for (bool more = true; more;) {
            const domain::ScopePage page = m_centreSide->changes(scope, m_sync->cursor(scope), 2000, 1 << 22);
            Q_ASSERT(!page.problem);
            const auto applied = m_sync->applyPage(page);
            Q_ASSERT(applied.ok());
            more = page.more;
        }
    }
}

bool Hall::sync()
{
    const bool pushed = push().ok();
    pull();
    return pushed;
}

void Hall::restartCounter()
{
    m_sync.reset();
    m_counter.reset();
    auto counter = office::Office::open({m_folder.filePath(u"counter.db"_s), office::Office::Side::Counter, clock(), false, windowKey()});
    Q_ASSERT(counter.ok());
    m_counter = std::move(counter.value());
    m_sync = std::make_unique<office::CounterSync>(*m_counter);
}

domain::ApplicantCard Hall::person(const QString &name, const QString &number)
{
    return {domain::applicantIdFor(u"citizen-id", number), u"natural"_s, name, u"citizen-id"_s, number, u"13800000014"_s, u"西安市长安区韦曲街道示例路1号"_s};
}

domain::ApplicantCard Hall::firm(const QString &name, const QString &number)
{
    return {domain::applicantIdFor(u"credit-code", number), u"legal"_s, name, u"credit-code"_s, number, u"02985290001"_s, u"西安市长安区郭杜街道示例路2号"_s};
}

QJsonObject Hall::application(const QString &itemId, const domain::ApplicantCard &applicant, const QJsonObject &answers) const
{
    const domain::Item &item = this->item(itemId);
    QJsonArray marks;
    for (const domain::MaterialRequirement &asked : domain::checklistFor(item, applicant.kind, answers).materials) {
        domain::CaseMaterial material;
        material.key = asked.key;
        material.mark = asked.required ? domain::MaterialMark::Received : domain::MaterialMark::Lacking;
        marks << material.toJson();
    }
    return {{u"item"_s, QJsonObject{{u"id"_s, item.id}, {u"version"_s, item.version}}},
            {u"applicant"_s, applicant.toJson()},
            {u"answers"_s, answers},
            {u"fields"_s, QJsonObject{}},
            {u"marks"_s, marks}};
}

void Hall::mark(QJsonObject &body, const QString &key, domain::MaterialMark mark, const QString &defect)
{
    QJsonArray marks = body[u"marks"_s].toArray();
    domain::CaseMaterial material;
    material.key = key;
    material.mark = mark;
    material.defect = defect;
    for (qsizetype i = 0; i < marks.size(); ++i) {
        if (marks[i][u"key"_s].toString() == key)
            marks.removeAt(i--);
    }
    marks << material.toJson();
    body[u"marks"_s] = marks;
}

domain::Result<office::Submitted> Hall::submit(const QString &type, const QJsonObject &body, const QString &caseId)
{
    return m_counter->submit({type, caseId, body, clerk()});
}

domain::Result<office::Submitted> Hall::submitAs(const QString &number, const QString &type, const QString &doc, const QJsonObject &body)
{
    return m_counter->submit({type, doc, body, staff(number)});
}

} // namespace support
