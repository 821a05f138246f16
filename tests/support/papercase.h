// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/papers/paper.h"
#include <QFile>
#include <QJsonDocument>

namespace support {

inline QByteArray readResource(const QString &path)
{
    QFile file(QStringLiteral(ONEWINDOW_SOURCE_DIR "/resources/") + path);
    const bool opened = file.open(QIODevice::ReadOnly);
    Q_ASSERT(opened);
    return file.readAll();
}

/// The items of the real catalogue.
inline const QList<domain::Item> &catalogue()
{
    static const QList<domain::Item> items = domain::readCatalogue(readResource(QStringLiteral("catalogue/610116.json"))).value();
    return items;
}

inline const domain::Item &catalogueItem(QStringView id)
{
    for (const domain::Item &item : catalogue()) {
        if (item.id == id)
            return item;
    }
    qFatal("no such item");
}

/// The State Council's calendars 2019–2026.
inline const domain::WorkCalendar &calendar()
{
    static const domain::WorkCalendar all = [] {
        QJsonArray years;
        for (int year = 2019; year <= 2026; ++year)
            years.append(QJsonDocument::fromJson(readResource(QStringLiteral("calendars/%1.json").arg(year))).object());
        return domain::WorkCalendar::fromNotices(years).value();
    }();
    return all;
}

/// Local time of a hall in China.
inline QDateTime hallTime(int year, int month, int day, int hour, int minute)
{
    return QDateTime(QDate(year, month, day), QTime(hour, minute), Qt::OffsetFromUTC, 8 * 3600);
}

inline domain::Place paperHall()
{
    domain::Place place;
    place.code = QStringLiteral("610116");
    place.name = QStringLiteral("西安市长安区政务服务中心");
    place.address = QStringLiteral("西安市长安区韦曲街道示例路1号");
    place.phone = QStringLiteral("029-85290000");
    place.complaintPhone = QStringLiteral("029-12345");
    place.agencyWord = QStringLiteral("长政务受");
    place.sealAgency = QStringLiteral("西安市长安区行政审批服务局");
    place.reconsiderationBody = QStringLiteral("西安市长安区人民政府");
    place.court = QStringLiteral("西安铁路运输法院");
    place.counters = {{QStringLiteral("3"), QStringLiteral("3号窗口"), QStringLiteral("综合受理")}};
    return place;
}

inline QJsonObject foodAnswers()
{
    return {{QStringLiteral("food.subject"), QStringLiteral("catering")},
            {QStringLiteral("food.projects"), QJsonArray{QStringLiteral("hot"), QStringLiteral("raw")}},
            {QStringLiteral("premises.owned"), false}, {QStringLiteral("food.central"), false},
            {QStringLiteral("food.online"), true}, {QStringLiteral("agent.present"), true}};
}

/// A case of the item on Mon 2026-11-23 10:40, everything the answers ask for handed in, accepted at once; printed two
/// minutes later by the clerk who took it.
inline domain::PaperContext paperCase(QStringView itemId = u"food-license", const QJsonObject &answers = foodAnswers())
{
    using namespace domain;
    PaperContext context;
    context.item = catalogueItem(itemId);
    context.place = paperHall();
    context.clerkName = QStringLiteral("王敏");
    context.now = hallTime(2026, 11, 23, 10, 42);
    context.calendar = calendar();
    context.qrText = QStringLiteral("OW1:610116-2026-0000017-C");
    context.documentNumber = QStringLiteral("17");

    CaseFile &file = context.caseFile;
    file.id = QStringLiteral("case-17");
    file.number = QStringLiteral("610116-2026-0000017-C");
    file.itemId = context.item.id;
    file.itemName = context.item.name;
    file.itemCode = context.item.taskCode;
    file.department = context.item.department;
    file.caseType = context.item.caseType;
    file.counter = QStringLiteral("3");
    file.clerkName = QStringLiteral("王敏");
    file.state = CaseState::Accepted;
    file.route = Route::Complete;
    file.applicant = {QStringLiteral("a"), QStringLiteral("natural"), QStringLiteral("张小满"), QStringLiteral("citizen-id"),
                      QStringLiteral("610116199003070014"), QStringLiteral("13800000014"), QStringLiteral("西安市长安区郭杜街道示例村8号")};
    file.agent = {QStringLiteral("李经办"), QStringLiteral("610116198001010013"), QStringLiteral("13900000013")};
    file.answers = answers;
    file.receivedAt = hallTime(2026, 11, 23, 10, 40).toUTC();
    file.acceptedAt = file.receivedAt;
    const Checklist checklist = checklistFor(context.item, file.applicant.kind, answers);
    for (const MaterialRequirement &asked : checklist.materials) {
        CaseMaterial material;
        material.key = asked.key;
        material.name = asked.name;
        material.form = asked.form;
        material.copies = asked.copies;
        material.required = asked.required;
        material.mark = MaterialMark::Received;
        file.materials.append(material);
    }
    const QDateTime received = hallTime(2026, 11, 23, 10, 40);
    file.noticeDue = noticeDueDate(received, 5, context.calendar, context.place.hours);
    file.legalDue = dueDate(checklist.legalLimit, received, context.calendar, context.place.hours);
    file.committedDue = dueDate(checklist.committedLimit, received, context.calendar, context.place.hours);
    return context;
}

/// The material of this type in the case; for changing its mark.
inline domain::CaseMaterial &materialOf(domain::PaperContext &context, QStringView key)
{
    for (domain::CaseMaterial &material : context.caseFile.materials) {
        if (material.key == key)
            return material;
    }
    qFatal("no such material");
}

/// The same case with what every kind of paper needs: one material tolerated, one replaced by a commitment, one in error,
/// a one-time notice given, a reason for not accepting.
inline domain::PaperContext eventfulCase()
{
    using namespace domain;
    PaperContext context = paperCase();
    CaseFile &file = context.caseFile;
    file.route = Route::ToleranceAndCommitment;
    CaseMaterial &tolerated = materialOf(context, u"foodmgr");
    tolerated.mark = MaterialMark::Tolerated;
    tolerated.due = QDate(2026, 12, 7);
    materialOf(context, u"health").mark = MaterialMark::Committed;
    CaseMaterial &defective = materialOf(context, u"layout");
    defective.mark = MaterialMark::Defective;
    defective.defect = QStringLiteral("布局图未标注尺寸");
    CorrectionNotice notice;
    notice.at = file.receivedAt;
    notice.defects = {QJsonObject{{QStringLiteral("key"), defective.key}, {QStringLiteral("name"), defective.name},
                                  {QStringLiteral("reason"), defective.defect}},
                      QJsonObject{{QStringLiteral("key"), QStringLiteral("flow")}, {QStringLiteral("name"), QStringLiteral("操作流程文件")},
                                  {QStringLiteral("reason"), QString()}}};
    file.notices = {notice};
    file.refusalReason = QStringLiteral("not-competent");
    file.competent = QStringLiteral("西安市市场监督管理局");
    file.refusalNote = QStringLiteral("经营场所位于高新技术产业开发区");
    return context;
}

/// The authorities of the district with their words, as the region names them; drawn seals.
inline domain::Region paperRegion()
{
    using namespace Qt::StringLiterals;
    domain::Region region;
    region.district = u"610116"_s;
    region.more[u"seals"_s] = QJsonArray{QJsonObject{{u"department"_s, QString()}, {u"agency"_s, u"西安市长安区行政审批服务局"_s}, {u"word"_s, u"长审批"_s}, {u"standIn"_s, true}},
                                         QJsonObject{{u"department"_s, u"市场监督管理局"_s}, {u"agency"_s, u"西安市长安区市场监督管理局"_s}, {u"word"_s, u"长市监"_s}, {u"standIn"_s, true}}};
    return region;
}

/// The eventful case to its end: two departments, an inspection, an extension, a supplement, a decision with its number, handed
/// out to the agent.
inline domain::PaperContext livedCase(bool granted = true)
{
    using namespace Qt::StringLiterals;
    using namespace domain;
    PaperContext context = eventfulCase();
    context.region = paperRegion();
    context.documentNumber.clear();
    context.now = hallTime(2026, 12, 14, 15, 5);
    CaseFile &file = context.caseFile;
    file.department = u"市场监督管理局"_s;
    Step market, fire;
    market.key = u"market"_s;
    market.department = u"市场监督管理局"_s;
    market.lead = true;
    market.state = granted ? StepState::Agreed : StepState::Objected;
    fire.key = u"fire"_s;
    fire.department = u"消防救援大队"_s;
    fire.state = StepState::Agreed;
    market.clock.startedAt = file.acceptedAt;
    market.clock.pauses = {Pause{u"现场核查"_s, hallTime(2026, 11, 25, 9, 30).toUTC(), 3, hallTime(2026, 11, 30, 11, 0).toUTC(), {}}};
    file.steps = {market, fire};
    file.clock.startedAt = file.acceptedAt;
    file.clock.extensions = {Extension{10, hallTime(2026, 12, 2, 14, 0).toUTC(), u"现场核查结果需要进一步论证"_s, u"supervisor"_s}};
    file.clock.endedAt = hallTime(2026, 12, 11, 16, 0).toUTC();
    file.supplements = {Supplement{1, hallTime(2026, 12, 4, 9, 10).toUTC(), {}, u"3"_s, {u"foodmgr"_s}, true, {}}};
    file.decision = {granted, hallTime(2026, 12, 11, 16, 0).toUTC(), u"长市监〔2026〕45号"_s, u"市场监督管理局"_s, {}};
    if (!granted)
        file.decision.reasons = {u"经营场所与污染源的距离不符合《食品安全法》第三十三条第一款第一项的规定"_s, u"未设置专用的食品处理区"_s};
    file.checks = {CommitmentCheck{u"health"_s, u"从业人员健康证明"_s, QDate(2027, 2, 10), CheckState::Open, {}, {}, {}}};
    file.state = granted ? CaseState::Issued : CaseState::Refused;
    file.issue.method = u"counter"_s;
    file.issue.readyAt = file.decision.at;
    file.issue.at = hallTime(2026, 12, 14, 15, 0).toUTC();
    file.issue.collectorName = u"李经办"_s;
    file.issue.collectorNumber = file.agent.idNumber;
    file.issue.relation = u"agent"_s;
    file.issue.mandate = u"授权委托书"_s;
    file.issue.address = u"西安市长安区郭杜街道示例村8号"_s;
    file.issue.phone = file.applicant.phone;
    file.issue.waybill = u"EM610116000017CN"_s;
    QJsonObject numbers;
    int n = 40;
    for (const QString &kind : {u"acceptance"_s, u"correction"_s, u"special-procedure"_s, u"extension"_s, u"decision-grant"_s, u"decision-refuse"_s, u"service-record"_s, u"withdrawal"_s})
        numbers[kind] = QJsonArray{QJsonObject{{u"op"_s, kind}, {u"district"_s, u"610116"_s}, {u"word"_s, u"长市监"_s}, {u"year"_s, 2026}, {u"n"_s, ++n}}};
    file.more[u"numbers"_s] = numbers;
    return context;
}

} // namespace support
