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

} // namespace support
