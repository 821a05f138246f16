// SPDX-License-Identifier: GPL-3.0-or-later
#include "forms/workorders/ordertext.h"
#include "forms/shared/casetext.h"

namespace forms {
using namespace Qt::StringLiterals;

namespace {

struct Word
{
    const char *code;
    const char *text;
};

const Word sourceWords[] = {
    {"12345", QT_TRANSLATE_NOOP("forms::OrderText", "12345")},
    {"unsolved", QT_TRANSLATE_NOOP("forms::OrderText", "Could not get it done")},
    {"rating", QT_TRANSLATE_NOOP("forms::OrderText", "Bad rating")},
    {"inspection", QT_TRANSLATE_NOOP("forms::OrderText", "Inspection")},
    {"process-walk", QT_TRANSLATE_NOOP("forms::OrderText", "Process walk")},
    {"enquiry", QT_TRANSLATE_NOOP("forms::OrderText", "Enquiry")},
};
const Word stateWords[] = {
    {"registered", QT_TRANSLATE_NOOP("forms::OrderText", "To be given out")},
    {"assigned", QT_TRANSLATE_NOOP("forms::OrderText", "To be signed for")},
    {"signed-for", QT_TRANSLATE_NOOP("forms::OrderText", "Being put right")},
    {"answered", QT_TRANSLATE_NOOP("forms::OrderText", "To be called back")},
    {"called-back", QT_TRANSLATE_NOOP("forms::OrderText", "To be closed")},
    {"reopened", QT_TRANSLATE_NOOP("forms::OrderText", "Reopened")},
    {"closed", QT_TRANSLATE_NOOP("forms::OrderText", "Closed")},
    {"excluded", QT_TRANSLATE_NOOP("forms::OrderText", "Excluded on appeal")},
};
const Word clockWords[] = {
    {"assign", QT_TRANSLATE_NOOP("forms::OrderText", "Give out")},
    {"sign", QT_TRANSLATE_NOOP("forms::OrderText", "Sign for")},
    {"contact", QT_TRANSLATE_NOOP("forms::OrderText", "Contact")},
    {"answer", QT_TRANSLATE_NOOP("forms::OrderText", "Answer")},
    {"callback", QT_TRANSLATE_NOOP("forms::OrderText", "Call back")},
};
const Word stepWords[] = {
    {"register", QT_TRANSLATE_NOOP("forms::OrderText", "Registered")},
    {"assign", QT_TRANSLATE_NOOP("forms::OrderText", "Given out")},
    {"sign", QT_TRANSLATE_NOOP("forms::OrderText", "Signed for")},
    {"contact", QT_TRANSLATE_NOOP("forms::OrderText", "Person contacted")},
    {"answer", QT_TRANSLATE_NOOP("forms::OrderText", "Answered")},
    {"callback", QT_TRANSLATE_NOOP("forms::OrderText", "Called back")},
    {"close", QT_TRANSLATE_NOOP("forms::OrderText", "Closed")},
    {"reopen", QT_TRANSLATE_NOOP("forms::OrderText", "Reopened")},
    {"appeal", QT_TRANSLATE_NOOP("forms::OrderText", "Appealed")},
    {"judge", QT_TRANSLATE_NOOP("forms::OrderText", "Appeal judged")},
    {"escalate", QT_TRANSLATE_NOOP("forms::OrderText", "Limit passed")},
};
const Word choiceWords[] = {
    {"solved", QT_TRANSLATE_NOOP("forms::OrderText", "Solved")},
    {"unsolved", QT_TRANSLATE_NOOP("forms::OrderText", "Not solved")},
    {"unreachable", QT_TRANSLATE_NOOP("forms::OrderText", "Not reached")},
    {"rechecked", QT_TRANSLATE_NOOP("forms::OrderText", "Looked at on the spot: put right")},
    {"mis-click", QT_TRANSLATE_NOOP("forms::OrderText", "Pressed by mistake")},
    {"malicious", QT_TRANSLATE_NOOP("forms::OrderText", "Malicious")},
    {"other", QT_TRANSLATE_NOOP("forms::OrderText", "Another ground")},
    {"upheld", QT_TRANSLATE_NOOP("forms::OrderText", "Upheld: counts in no figure")},
    {"dismissed", QT_TRANSLATE_NOOP("forms::OrderText", "Dismissed: it stands")},
    {"reached", QT_TRANSLATE_NOOP("forms::OrderText", "Spoken to")},
    {"not-reached", QT_TRANSLATE_NOOP("forms::OrderText", "Not reached")},
    {"simple", QT_TRANSLATE_NOOP("forms::OrderText", "Ordinary limit")},
    {"complex", QT_TRANSLATE_NOOP("forms::OrderText", "Complex: longer limit, say why")},
};

template<std::size_t count>
QString wordOf(const Word (&words)[count], const QString &code)
{
    for (const Word &word : words) {
        if (code == QLatin1StringView(word.code))
            return QCoreApplication::translate("forms::OrderText", word.text);
    }
    return code;
}

} // namespace

QString OrderText::source(const QString &code)
{
    return wordOf(sourceWords, code);
}

QString OrderText::state(const QString &code)
{
    return wordOf(stateWords, code);
}

QString OrderText::clock(const QString &code)
{
    return wordOf(clockWords, code);
}

QString OrderText::step(const QString &act)
{
    return wordOf(stepWords, act);
}

QString OrderText::choice(const QString &code)
{
    return wordOf(choiceWords, code);
}

QString OrderText::facts(const domain::OrderStep &step)
{
    const QJsonObject &facts = step.facts;
    if (step.act == "assign"_L1)
        return facts[u"department"_s].toString();
    if (step.act == "callback"_L1)
        return choice(facts[u"outcome"_s].toString());
    if (step.act == "appeal"_L1)
        return choice(facts[u"ground"_s].toString());
    if (step.act == "judge"_L1)
        return choice(facts[u"verdict"_s].toString());
    if (step.act == "escalate"_L1)
        return clock(facts[u"clock"_s].toString());
    if (step.act == "contact"_L1)
        return choice(facts[u"reached"_s].toBool() ? u"reached"_s : u"not-reached"_s);
    if (step.act == "sign"_L1 && facts[u"complex"_s].toBool())
        return tr("Complex");
    return {};
}

tables::OrderWords OrderText::words()
{
    return {source, state, clock, CaseText::lamp};
}

} // namespace forms
