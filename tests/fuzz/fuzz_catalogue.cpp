// SPDX-License-Identifier: GPL-3.0-or-later
// What a catalogue file may say: {"items": […], "region": …, "handling": …, "calendar": […], "answers": …, "fields": …}. What is taken is also asked.
#include "domain/catalogue/checklist.h"
#include "domain/decision/decision.h"
#include "domain/region/region.h"
#include "fuzz/fuzzing.h"
#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

FUZZ_JSON(0)

namespace {

const domain::WorkCalendar &calendarOf(const QJsonObject &asked)
{
    static domain::WorkCalendar calendar;
    const auto read = domain::WorkCalendar::fromNotices(asked["calendar"_L1].toArray());
    calendar = read ? *read : domain::WorkCalendar();
    return calendar;
}

void ask(const domain::Item &item, const QJsonObject &asked)
{
    const auto again = domain::Item::fromJson(item.toJson());
    fuzzing::hold(again.ok() && again->toJson() == item.toJson(), "an item that was taken is taken again");
    const QJsonObject answers = asked["answers"_L1].toObject(), fields = asked["fields"_L1].toObject();
    for (const QStringView kind : {u"natural", u"legal"}) {
        const domain::Checklist list = domain::checklistFor(item, kind, answers);
        fuzzing::hold(domain::checklistFor(item, kind, list.answers).materials.size() == list.materials.size(), "the answers that count ask for the same materials");
        for (const domain::FormField &field : list.fields) {
            const auto stored = domain::checkField(field, fields[field.key], QDate(2026, 11, 20));
            if (!stored)
                continue;
            const auto twice = domain::checkField(field, *stored, QDate(2026, 11, 20));
            fuzzing::hold(twice.ok() && *twice == *stored, "what a form keeps it takes again");
        }
        domain::Application application;
        application.applicant.kind = kind.toString();
        application.applicant.name = u"张三"_s;
        application.answers = answers;
        application.fields = fields;
        application.receivedAt = QDateTime(QDate(2026, 11, 20), QTime(10, 0), Qt::OffsetFromUTC, 8 * 3600);
        for (const domain::MaterialRequirement &asks : list.materials) {
            domain::CaseMaterial material;
            material.key = asks.key;
            material.mark = domain::MaterialMark::Received;
            application.marks << material;
        }
        const auto hours = domain::OfficeHours::fromJson({});
        const domain::Decision decision = domain::decide(item, application, calendarOf(asked), hours ? *hours : domain::OfficeHours());
        fuzzing::hold(decision.verdict != domain::Verdict::Notify || !decision.reasons.isEmpty(), "nobody is sent away without a reason");
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const auto asked = fuzzing::objectOf(fuzzing::Input(data, size).rest());
    if (!asked)
        return 0;
    const auto items = domain::readCatalogue(QJsonDocument(*asked).toJson(QJsonDocument::Compact));
    if (items) {
        for (const domain::Item &item : *items)
            ask(item, *asked);
    }
    if (const auto region = domain::Region::fromJson(asked->value("region"_L1).toObject())) {
        const auto again = domain::Region::fromJson(region->toJson());
        fuzzing::hold(again.ok() && again->toJson() == region->toJson(), "a region does not change by being read and written");
    }
    if (const auto handling = domain::Handling::fromJson(asked->value("handling"_L1).toObject())) {
        const auto again = domain::Handling::fromJson(handling->toJson());
        fuzzing::hold(again.ok() && again->toJson() == handling->toJson(), "a handling does not change by being read and written");
    }
    return 0;
}
