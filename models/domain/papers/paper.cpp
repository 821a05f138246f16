// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/papers/paper.h"
#include "domain/identity/identitynumber.h"
#include "domain/numbering/papernumber.h"
#include "domain/papers/laterpapers.h"
#include "domain/papers/papervalues.h"
#include "domain/papers/seal.h"
#include <algorithm>

namespace domain {

namespace {

/// Lines of the forecast on a one-time notice.
constexpr int forecastDays = 3;
/// Questions that offer the commitment route end so: "hr.commit".
const QString commitQuestionEnd = u".commit"_qs;

QString textOr(const QString &text, const QString &otherwise)
{
    return text.isEmpty() ? otherwise : text;
}

/// A context with what several parts of a paper need, worked out once.
struct Composition
{
    const PaperContext &context;
    const CaseFile &file;
    const Item &item;
    Checklist checklist;
    int offsetSeconds;

    explicit Composition(const PaperContext &c)
        : context(c), file(c.caseFile), item(c.item),
          checklist(c.checklist ? *c.checklist : checklistFor(c.item, c.caseFile.applicant.kind, c.caseFile.answers)),
          offsetSeconds(c.now.offsetFromUtc())
    {
    }

    QDate today() const { return context.now.date(); }
    /// The case is about the licence as a whole: the item has that route, or the applicant chose it in answer to a question.
    bool isLicenceOnCommitment() const
    {
        if (item.commitmentRoute)
            return true;
        for (auto answer = checklist.answers.begin(); answer != checklist.answers.end(); ++answer) {
            if (answer.key().endsWith(commitQuestionEnd) && answer.value().toBool())
                return true;
        }
        return false;
    }
};

QJsonObject applicantOf(const ApplicantCard &applicant, bool inFull)
{
    // The credit code of an organisation is public; a person's number is not (个人信息保护法 第6条: no more than needed).
    const bool legal = applicant.kind == u"legal";
    const bool open = inFull || applicant.idKind == toCode(IdentityKind::CreditCode);
    return {{u"name"_qs, applicant.name}, {u"legal"_qs, legal}, {u"natural"_qs, !legal}, {u"idKind"_qs, flagOf(applicant.idKind)},
            {u"number"_qs, open ? applicant.idNumber : masked(applicant.idNumber)},
            {u"phone"_qs, inFull ? applicant.phone : masked(applicant.phone)}, {u"address"_qs, inFull ? applicant.address : QString()}};
}

QJsonValue agentOf(const AgentCard &agent, bool inFull)
{
    if (agent.isEmpty())
        return false;
    return QJsonObject{{u"name"_qs, agent.name}, {u"number"_qs, inFull ? agent.idNumber : masked(agent.idNumber)},
                       {u"phone"_qs, inFull ? agent.phone : masked(agent.phone)}};
}

QJsonObject hallOf(const PaperContext &context)
{
    const Place &place = context.place;
    const Counter *counter = place.counter(context.caseFile.counter);
    return {{u"name"_qs, place.name}, {u"agency"_qs, textOr(place.sealAgency, place.name)}, {u"address"_qs, place.address},
            {u"phone"_qs, place.phone}, {u"complaintPhone"_qs, place.complaintPhone},
            {u"counter"_qs, counter ? counter->name : context.caseFile.counter},
            {u"opens"_qs, place.hours.opens.toString(u"HH:mm")}, {u"closes"_qs, place.hours.closes.toString(u"HH:mm")},
            {u"reconsiderationBody"_qs, place.reconsiderationBody}, {u"court"_qs, place.court}};
}

QJsonValue feeOf(const Item &item)
{
    const QJsonValue fee = item.source[u"fee"];
    if (!fee.isObject())
        return QJsonObject{{u"free"_qs, item.fee.isEmpty()}, {u"amount"_qs, item.fee}, {u"basis"_qs, QString()}};
    return QJsonObject{{u"free"_qs, !fee[u"charged"].toBool()}, {u"amount"_qs, fee[u"amount"].toString()},
                       {u"basis"_qs, fee[u"basis"].toString()}};
}

QJsonArray resultsOf(const Item &item)
{
    QJsonArray results;
    for (const QJsonValue &result : item.source[u"results"].toArray()) {
        const QJsonValue validity = result[u"validity"];
        results.append(QJsonObject{{u"name"_qs, result[u"name"].toString()}, {u"years"_qs, numberText(validity[u"years"].toDouble())},
                                   {u"hasYears"_qs, validity[u"years"].isDouble()}, {u"note"_qs, validity[u"note"].toString()},
                                   {u"last"_qs, results.size() + 1 == item.source[u"results"].toArray().size()}});
    }
    if (results.isEmpty()) {
        for (const QJsonValue &result : listOf(item.results))
            results.append(QJsonObject{{u"name"_qs, result[u"value"]}, {u"years"_qs, false}, {u"hasYears"_qs, false}, {u"note"_qs, false},
                                       {u"last"_qs, result[u"last"]}});
    }
    return results;
}

/// Whether the catalogue says for how long some result is valid.
bool isLimited(const Item &item)
{
    const QJsonArray results = item.source[u"results"].toArray();
    return std::any_of(results.begin(), results.end(), [](const QJsonValue &result) { return result[u"validity"][u"years"].isDouble(); });
}

QJsonObject itemOf(const Composition &c)
{
    const Item &item = c.item;
    // The case keeps what the item was called when it was made; a guide has no case.
    return {{u"name"_qs, textOr(c.file.itemName, item.name)},
            {u"code"_qs, textOr(c.file.itemCode, textOr(item.taskCode, textOr(item.implCode, item.basicCode)))},
            {u"basicCode"_qs, item.basicCode}, {u"version"_qs, item.version}, {u"validFrom"_qs, dateOf(item.validFrom)},
            {u"department"_qs, textOr(c.file.department, item.department)}, {u"type"_qs, item.type},
            {u"caseType"_qs, textOr(c.file.caseType, item.caseType)}, {u"zone"_qs, item.zone},
            {u"isLicence"_qs, item.type == u"行政许可"}, {u"conditions"_qs, item.conditions},
            {u"forLegal"_qs, item.applicantKinds.contains(u"legal"_qs)}, {u"forNatural"_qs, item.applicantKinds.contains(u"natural"_qs)},
            {u"basis"_qs, listOf(item.legalBasis)}, {u"hasBasis"_qs, !item.legalBasis.isEmpty()},
            {u"special"_qs, listOf(item.specialProcedures)}, {u"hasSpecial"_qs, !item.specialProcedures.isEmpty()},
            {u"delivery"_qs, listOf(item.delivery)}, {u"hasDelivery"_qs, !item.delivery.isEmpty()},
            {u"regions"_qs, listOf(item.crossRegionModes)}, {u"hasRegions"_qs, !item.crossRegionModes.isEmpty()},
            {u"results"_qs, resultsOf(item)}, {u"isLimited"_qs, isLimited(item)}, {u"fee"_qs, feeOf(item)}, {u"legalLimit"_qs, limitOf(c.checklist.legalLimit)},
            {u"committedLimit"_qs, limitOf(c.checklist.committedLimit)}};
}

/// The rule of acceptance with the days this hall has for a one-time notice.
QJsonObject acceptanceRuleOf(const Composition &c)
{
    const int days = c.context.place.noticeDays >= 0 ? c.context.place.noticeDays : noticeDaysOf(c.item.acceptanceRule);
    return {{u"days"_qs, days}, {u"onTheSpot"_qs, days == 0}, {u"licence"_qs, c.item.acceptanceRule == AcceptanceRule::Licence5},
            {u"register"_qs, c.item.acceptanceRule == AcceptanceRule::Register3}, {u"due"_qs, dateOf(c.file.noticeDue)}};
}

QJsonObject routeOf(Route route)
{
    const bool tolerance = route == Route::Tolerance || route == Route::ToleranceAndCommitment;
    const bool commitment = route == Route::Commitment || route == Route::ToleranceAndCommitment;
    return {{u"tolerance"_qs, tolerance}, {u"commitment"_qs, commitment}, {u"both"_qs, tolerance && commitment},
            {u"deemed"_qs, route == Route::Deemed}, {u"complete"_qs, !tolerance && !commitment && route != Route::Deemed}};
}

QJsonObject materialOf(const Composition &c, const CaseMaterial &material)
{
    const MaterialRequirement *asked = c.item.material(material.key);
    // A date in a year without a holiday notice may still move.
    const bool provisional = material.due.isValid() && !c.context.calendar.covers(material.due);
    return {{u"no"_qs, 0}, {u"last"_qs, false}, {u"name"_qs, material.name}, {u"form"_qs, flagOf(material.form)}, {u"copies"_qs, material.copies},
            {u"hasCopies"_qs, material.copies > 0}, {u"required"_qs, material.required}, {u"mark"_qs, flagOf(toCode(material.mark))},
            {u"originalSeen"_qs, material.originalSeen}, {u"defect"_qs, material.defect}, {u"due"_qs, dateOf(material.due, provisional)},
            {u"days"_qs, asked ? asked->toleranceDays : 0}, {u"issuer"_qs, asked ? asked->issuer : QString()},
            {u"note"_qs, asked ? asked->note : QString()}, {u"verifyOriginal"_qs, asked && asked->verifyOriginal}};
}

/// The materials of the case that `wanted` picks, numbered from 1.
template<class Predicate>
QJsonArray materialsOf(const Composition &c, Predicate wanted)
{
    QList<QJsonObject> picked;
    for (const CaseMaterial &material : c.file.materials) {
        if (wanted(material))
            picked.append(materialOf(c, material));
    }
    QJsonArray rows;
    for (QJsonObject &row : picked) {
        row[u"no"_qs] = rows.size() + 1;
        row[u"last"_qs] = rows.size() + 1 == picked.size();
        rows.append(row);
    }
    return rows;
}

QJsonArray answersOf(const Composition &c)
{
    QJsonArray answers;
    for (const Situation &question : c.checklist.questions) {
        const QJsonValue answer = c.checklist.answers[question.id];
        if (!answer.isUndefined() && !answer.isNull())
            answers.append(answerOf(question, answer));
    }
    return answers;
}

/// The number an act took for this paper, the last one if there were several.
std::optional<PaperNumber> numberTaken(const CaseFile &file, const QString &kind)
{
    const QJsonArray taken = file.more.value(u"numbers"_qs).toObject().value(kind).toArray();
    return taken.isEmpty() ? std::nullopt : PaperNumber::fromJson(taken.last().toObject());
}

/// What every paper carries.
QJsonObject commonPart(const PaperKind *kind, const Composition &c, int copyNumber)
{
    const PaperContext &context = c.context;
    const bool inFull = context.fullNumbers;
    const QString number = textOr(context.documentNumber, c.file.number);
    const bool isNumbered = kind && kind->numbered;
    const std::optional<PaperNumber> taken = isNumbered && context.documentNumber.isEmpty() ? numberTaken(c.file, kind->code) : std::nullopt;
    QJsonValue document = false;
    if (taken)
        document = QJsonObject{{u"word"_qs, taken->word}, {u"year"_qs, taken->year}, {u"number"_qs, QString::number(taken->n)}};
    else if (isNumbered && !number.isEmpty())
        document = QJsonObject{{u"word"_qs, context.place.agencyWord}, {u"year"_qs, c.today().year()}, {u"number"_qs, number}};
    // What has a number goes out under the name of the department in charge; the rest is the hall's.
    const Seal seal = isNumbered ? Seal::of(context.region, context.place, textOr(c.file.department, c.item.department), taken ? taken->word : QString())
                                 : Seal::of({}, context.place, {});
    return {{u"is"_qs, flagOf(kind ? kind->code : QString())}, {u"document"_qs, document}, {u"caseNumber"_qs, !kind || kind->ofCase ? c.file.number : QString()},
            {u"seal"_qs, QJsonObject{{u"agency"_qs, seal.agency}, {u"picture"_qs, QString::fromLatin1(seal.picture.toBase64())}, {u"standIn"_qs, seal.standIn}}},
            {u"item"_qs, itemOf(c)}, {u"applicant"_qs, applicantOf(c.file.applicant, inFull)}, {u"agent"_qs, agentOf(c.file.agent, inFull)},
            {u"hall"_qs, hallOf(context)}, {u"clerk"_qs, textOr(c.file.clerkName, context.clerkName)}, {u"printedBy"_qs, context.clerkName},
            {u"printedAt"_qs, dateOf(context.now.date(), false, context.now.time())}, {u"today"_qs, dateOf(c.today())},
            {u"receivedAt"_qs, instantOf(c.file.receivedAt, c.offsetSeconds)}, {u"acceptedAt"_qs, instantOf(c.file.acceptedAt, c.offsetSeconds)},
            {u"rule"_qs, acceptanceRuleOf(c)}, {u"priority"_qs, c.file.priority}, {u"reprint"_qs, copyNumber},
            {u"isReprint"_qs, copyNumber > 0}, {u"copies"_qs, kind ? kind->copies : 1}, {u"hasQr"_qs, !context.qrText.isEmpty()}};
}

bool isHandedIn(const CaseMaterial &material)
{
    return material.mark == MaterialMark::Received || material.mark == MaterialMark::Defective;
}

/// The list of materials most papers show.
void addMaterials(QJsonObject &content, const QJsonArray &materials)
{
    content[u"materials"_qs] = materials;
    content[u"materialCount"_qs] = materials.size();
    content[u"hasMaterials"_qs] = !materials.isEmpty();
}

void addReceipt(QJsonObject &content, const Composition &c)
{
    const QJsonArray missing = materialsOf(c, [](const CaseMaterial &m) { return !isHandedIn(m) && m.required; });
    addMaterials(content, materialsOf(c, isHandedIn));
    content[u"missing"_qs] = missing;
    content[u"hasMissing"_qs] = !missing.isEmpty();
}

void addAcceptance(QJsonObject &content, const Composition &c)
{
    const auto tolerated = [](const CaseMaterial &m) { return m.mark == MaterialMark::Tolerated; };
    const auto committed = [](const CaseMaterial &m) { return m.mark == MaterialMark::Committed; };
    addMaterials(content, materialsOf(c, [](const CaseMaterial &m) { return m.mark != MaterialMark::Lacking; }));
    content[u"tolerated"_qs] = materialsOf(c, tolerated);
    content[u"committed"_qs] = materialsOf(c, committed);
    content[u"route"_qs] = routeOf(c.file.route);
    content[u"legalDue"_qs] = dateOf(c.file.legalDue);
    content[u"committedDue"_qs] = dateOf(c.file.committedDue);
    bool provisional = c.file.legalDue.provisional || c.file.committedDue.provisional;
    for (const CaseMaterial &material : c.file.materials)
        provisional = provisional || (tolerated(material) && material.due.isValid() && !c.context.calendar.covers(material.due));
    content[u"hasProvisional"_qs] = provisional;
}

QJsonObject defectOf(const Composition &c, const QJsonValue &defect, int number)
{
    QJsonObject row;
    if (const CaseMaterial *material = c.file.material(defect[u"key"].toString()))
        row = materialOf(c, *material);
    else
        row = materialOf(c, CaseMaterial{});
    row[u"no"_qs] = number;
    row[u"name"_qs] = textOr(defect[u"name"].toString(), row[u"name"_qs].toString());
    row[u"reason"_qs] = defect[u"reason"].toString();
    return row;
}

QJsonArray forecastOf(const Composition &c)
{
    QJsonArray lines;
    const TimeLimit &limit = c.checklist.committedLimit;
    for (const WhatIf &line : supplementForecast(limit, c.today(), c.context.calendar, c.context.place.hours, forecastDays))
        lines.append(QJsonObject{{u"supplied"_qs, dateOf(line.suppliedOn, !c.context.calendar.covers(line.suppliedOn))}, {u"due"_qs, dateOf(line.due)}});
    return lines;
}

void addCorrection(QJsonObject &content, const Composition &c)
{
    const CorrectionNotice notice = c.file.notices.isEmpty() ? CorrectionNotice{} : c.file.notices.last();
    QJsonArray defects;
    for (const QJsonValue &defect : notice.defects)
        defects.append(defectOf(c, defect, int(defects.size()) + 1));
    content[u"defects"_qs] = defects;
    content[u"defectCount"_qs] = defects.size();
    content[u"round"_qs] = notice.round;
    content[u"isLaterRound"_qs] = notice.round > 1;
    content[u"noticeAt"_qs] = instantOf(notice.at, c.offsetSeconds);
    content[u"firstNoticeAt"_qs] = c.file.notices.isEmpty() ? QJsonValue(false) : instantOf(c.file.notices.first().at, c.offsetSeconds);
    content[u"supervisorReason"_qs] = notice.supervisorReason;
    content[u"supplementBy"_qs] = dateOf(c.context.supplementBy, !c.context.calendar.covers(c.context.supplementBy));
    addMaterials(content, materialsOf(c, isHandedIn));
    content[u"forecast"_qs] = forecastOf(c);
}

void addRefusal(QJsonObject &content, const Composition &c)
{
    content[u"reason"_qs] = flagOf(c.file.refusalReason);
    bool known = false;
    for (const RefusalReason &reason : refusalReasons())
        known = known || reason.code == c.file.refusalReason;
    content[u"reasonKnown"_qs] = known;
    content[u"note"_qs] = c.file.refusalNote;
    content[u"competent"_qs] = c.file.competent;
    addMaterials(content, materialsOf(c, isHandedIn));
}

void addTolerance(QJsonObject &content, const Composition &c)
{
    addAcceptance(content, c);
    bool provisional = false;
    for (const QJsonValue &material : content[u"tolerated"_qs].toArray())
        provisional = provisional || material[u"due"][u"provisional"].toBool();
    content[u"hasProvisional"_qs] = provisional;
    content[u"lapse"_qs] = flagOf(c.context.lapse);
}

void addCommitment(QJsonObject &content, const Composition &c)
{
    addAcceptance(content, c);
    const QJsonArray committed = content[u"committed"_qs].toArray();
    content[u"hasCommitted"_qs] = !committed.isEmpty();
    content[u"wholeLicence"_qs] = c.isLicenceOnCommitment();
    content[u"checkDays"_qs] = c.item.commitmentCheckDays;
    content[u"hasCheckDays"_qs] = c.item.commitmentCheckDays > 0;
    content[u"commitmentNote"_qs] = c.item.commitmentNote;
    const QJsonArray demanded = materialsOf(c, [](const CaseMaterial &m) { return m.required && m.mark != MaterialMark::Committed; });
    content[u"demanded"_qs] = demanded;
    content[u"hasDemanded"_qs] = !demanded.isEmpty();
}

void addApplicationForm(QJsonObject &content, const Composition &c)
{
    QJsonArray fields, tables;
    for (const FormField &field : c.checklist.fields) {
        const QJsonObject filled = fieldOf(field, c.file.fields[field.key]);
        (filled[u"isTable"_qs].toBool() ? tables : fields).append(filled);
    }
    content[u"rows"_qs] = formRows(fields);
    content[u"hasRows"_qs] = !fields.isEmpty();
    content[u"tables"_qs] = tables;
    content[u"answers"_qs] = answersOf(c);
    addMaterials(content, materialsOf(c, [](const CaseMaterial &) { return true; }));
}

QJsonObject requirementOf(const MaterialRequirement &material, int number)
{
    const bool always = material.when.isNull() || material.when.isUndefined() || (material.when.isBool() && material.when.toBool());
    return {{u"no"_qs, number}, {u"name"_qs, material.name}, {u"form"_qs, flagOf(material.form)}, {u"copies"_qs, material.copies},
            {u"required"_qs, material.required}, {u"conditional"_qs, !always}, {u"issuer"_qs, material.issuer},
            {u"obtain"_qs, flagOf(material.obtainMode)}, {u"obtainSource"_qs, material.obtainSource}, {u"tolerable"_qs, material.tolerable},
            {u"days"_qs, material.toleranceDays}, {u"replaceable"_qs, material.commitmentReplaceable},
            {u"verifyOriginal"_qs, material.verifyOriginal}, {u"note"_qs, material.note}};
}

void addGuide(QJsonObject &content, const Composition &c)
{
    // A guide handed out after the questions were answered lists what this applicant needs; else everything that may be asked.
    const bool answered = !c.checklist.answers.isEmpty();
    QJsonArray materials;
    for (const MaterialRequirement &material : answered ? c.checklist.materials : c.item.materials) {
        QJsonObject row = requirementOf(material, int(materials.size()) + 1);
        if (answered)
            row[u"conditional"_qs] = false;
        materials.append(row);
    }
    content[u"materials"_qs] = materials;
    content[u"answers"_qs] = answersOf(c);
    content[u"isAnswered"_qs] = answered;
    content[u"commitmentRoute"_qs] = c.item.commitmentRoute;
    content[u"commitmentNote"_qs] = c.item.commitmentNote;
}

void addCaseMaterials(QJsonObject &content, const Composition &c)
{
    addMaterials(content, materialsOf(c, isHandedIn));
}

/// A paper of a case's later life.
template<void (*add)(QJsonObject &, const PaperContext &)>
void later(QJsonObject &content, const Composition &c)
{
    addCaseMaterials(content, c);
    add(content, c.context);
}

struct Composer
{
    PaperKind kind;
    void (*add)(QJsonObject &content, const Composition &composition);
};

const QList<Composer> &composers()
{
    static const QList<Composer> all{
        {{u"receipt"_qs, QT_TRANSLATE_NOOP("Papers", "Receipt for papers"), 2, true, false}, addReceipt},
        {{u"acceptance"_qs, QT_TRANSLATE_NOOP("Papers", "Notice of acceptance"), 2, true, true}, addAcceptance},
        {{u"correction"_qs, QT_TRANSLATE_NOOP("Papers", "One-time notice"), 2, true, true}, addCorrection},
        {{u"non-acceptance"_qs, QT_TRANSLATE_NOOP("Papers", "Notice of non-acceptance"), 2, true, true}, addRefusal},
        {{u"tolerance-undertaking"_qs, QT_TRANSLATE_NOOP("Papers", "Undertaking to supplement"), 2, true, false}, addTolerance},
        {{u"commitment"_qs, QT_TRANSLATE_NOOP("Papers", "Notification and commitment"), 2, true, false}, addCommitment},
        {{u"application-form"_qs, QT_TRANSLATE_NOOP("Papers", "Application form"), 1, true, false}, addApplicationForm},
        {{u"supplement-receipt"_qs, QT_TRANSLATE_NOOP("Papers", "Receipt for a supplement"), 2, true, false}, later<addSupplement>},
        {{u"special-procedure"_qs, QT_TRANSLATE_NOOP("Papers", "Notice of a special procedure"), 2, true, true}, later<addSpecialProcedure>},
        {{u"extension"_qs, QT_TRANSLATE_NOOP("Papers", "Notice of extension"), 2, true, true}, later<addExtension>},
        {{u"decision-grant"_qs, QT_TRANSLATE_NOOP("Papers", "Decision to grant"), 2, true, true}, later<addDecision>},
        {{u"decision-refuse"_qs, QT_TRANSLATE_NOOP("Papers", "Decision not to grant"), 2, true, true}, later<addDecision>},
        {{u"service-record"_qs, QT_TRANSLATE_NOOP("Papers", "Record of service"), 1, true, true}, later<addService>},
        {{u"completion"_qs, QT_TRANSLATE_NOOP("Papers", "Completion slip"), 1, true, false}, later<addEnd>},
        {{u"withdrawal"_qs, QT_TRANSLATE_NOOP("Papers", "Notice of withdrawal or return"), 2, true, true}, later<addEnd>},
        {{u"mandate"_qs, QT_TRANSLATE_NOOP("Papers", "Mandate"), 1, true, false}, addCaseMaterials},
        {{u"assistance-mandate"_qs, QT_TRANSLATE_NOOP("Papers", "Mandate for assistance"), 2, true, false}, addCaseMaterials},
        {{u"cross-region"_qs, QT_TRANSLATE_NOOP("Papers", "Hand-over to another region"), 2, true, false}, addCaseMaterials},
        {{u"waybill"_qs, QT_TRANSLATE_NOOP("Papers", "Waybill"), 1, true, false}, later<addWaybill>},
        {{u"guide"_qs, QT_TRANSLATE_NOOP("Papers", "Guide to the item"), 1, false, false}, addGuide},
    };
    return all;
}

const Composer *composerOf(QStringView code)
{
    for (const Composer &composer : composers()) {
        if (composer.kind.code == code)
            return &composer;
    }
    return nullptr;
}

} // namespace

const QList<PaperKind> &paperKinds()
{
    static const QList<PaperKind> kinds = [] {
        QList<PaperKind> list;
        for (const Composer &composer : composers())
            list.append(composer.kind);
        return list;
    }();
    return kinds;
}

const PaperKind *paperKind(QStringView code)
{
    for (const PaperKind &kind : paperKinds()) {
        if (kind.code == code)
            return &kind;
    }
    return nullptr;
}

int copyNumberOf(const CaseFile &file, QStringView kind)
{
    const int originals = kind == u"correction" ? std::max(1, int(file.notices.size())) : 1;
    return std::max(0, file.papers[kind].toInt() - originals);
}

Paper composePaper(QStringView kind, const PaperContext &context)
{
    const Composer *composer = composerOf(kind);
    const Composition composition(context);
    Paper paper;
    paper.kind = kind.toString();
    paper.copyNumber = context.copyNumber.value_or(copyNumberOf(context.caseFile, kind));
    paper.content = commonPart(composer ? &composer->kind : nullptr, composition, paper.copyNumber);
    // A parcel is found by its waybill.
    paper.qrText = kind == u"waybill" && !context.caseFile.issue.waybill.isEmpty() ? context.caseFile.issue.waybill : context.qrText;
    paper.copies = composer ? composer->kind.copies : 1;
    if (composer)
        composer->add(paper.content, composition);
    return paper;
}

} // namespace domain
