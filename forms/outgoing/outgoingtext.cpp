// SPDX-License-Identifier: GPL-3.0-or-later
#include "forms/outgoing/outgoingtext.h"

namespace forms {
using namespace Qt::StringLiterals;
using domain::OutgoingState;

namespace {

struct Word
{
    const char *code;
    const char *text;
};
const Word channels[] = {
    {"sms", QT_TRANSLATE_NOOP("forms::OutgoingText", "Text message")},
    {"regulator", QT_TRANSLATE_NOOP("forms::OutgoingText", "Supervising authority")},
    {"courier", QT_TRANSLATE_NOOP("forms::OutgoingText", "Courier")},
};
const Word titles[] = {
    {"case.accepted", QT_TRANSLATE_NOOP("forms::OutgoingText", "Accepted")},
    {"supplement.half", QT_TRANSLATE_NOOP("forms::OutgoingText", "Reminder of a supplement")},
    {"supplement.soon", QT_TRANSLATE_NOOP("forms::OutgoingText", "Last reminder of a supplement")},
    {"supplement.inadequate", QT_TRANSLATE_NOOP("forms::OutgoingText", "Supplement not adequate")},
    {"tolerance.lapsed", QT_TRANSLATE_NOOP("forms::OutgoingText", "Tolerance lapsed")},
    {"case.extended", QT_TRANSLATE_NOOP("forms::OutgoingText", "Time extended")},
    {"case.paused", QT_TRANSLATE_NOOP("forms::OutgoingText", "Special procedure")},
    {"check.soon", QT_TRANSLATE_NOOP("forms::OutgoingText", "Check of a commitment")},
    {"check.correct", QT_TRANSLATE_NOOP("forms::OutgoingText", "Correction ordered")},
    {"result.ready", QT_TRANSLATE_NOOP("forms::OutgoingText", "Result ready")},
    {"decision.ready", QT_TRANSLATE_NOOP("forms::OutgoingText", "Decision ready")},
    {"result.remind", QT_TRANSLATE_NOOP("forms::OutgoingText", "Reminder to collect")},
    {"result.mailed", QT_TRANSLATE_NOOP("forms::OutgoingText", "Result mailed")},
    {"result.mail", QT_TRANSLATE_NOOP("forms::OutgoingText", "Result to be brought")},
    {"licence.granted", QT_TRANSLATE_NOOP("forms::OutgoingText", "Licence granted")},
    {"licence.revoked", QT_TRANSLATE_NOOP("forms::OutgoingText", "Licence revoked")},
    {"rating.invite", QT_TRANSLATE_NOOP("forms::OutgoingText", "Invitation to rate")},
    {"workorder.overdue", QT_TRANSLATE_NOOP("forms::OutgoingText", "Work order overdue")},
    {"workorder.contact", QT_TRANSLATE_NOOP("forms::OutgoingText", "Complaint received")},
};

template<std::size_t count>
QString wordOf(const Word (&words)[count], const QString &code)
{
    for (const Word &word : words) {
        if (code == QLatin1StringView(word.code))
            return QCoreApplication::translate("forms::OutgoingText", word.text);
    }
    return code;
}

} // namespace

QString OutgoingText::state(const domain::Outgoing &outgoing)
{
    switch (outgoing.state) {
    case OutgoingState::Queued:
        return outgoing.attempts > 0 ? tr("Waits, tried %1 times").arg(outgoing.attempts) : tr("Waits to be sent");
    case OutgoingState::Sent:
        return tr("Sent");
    case OutgoingState::Delivered:
        return tr("Arrived");
    case OutgoingState::Failed:
        return tr("Failed");
    case OutgoingState::Dropped:
        return tr("Dropped");
    }
    Q_UNREACHABLE();
}

const char *OutgoingText::tone(OutgoingState state)
{
    switch (state) {
    case OutgoingState::Queued:
        return "info";
    case OutgoingState::Sent:
    case OutgoingState::Delivered:
        return "ok";
    case OutgoingState::Failed:
        return "bad";
    case OutgoingState::Dropped:
        return "neutral";
    }
    Q_UNREACHABLE();
}

QString OutgoingText::channel(const QString &code)
{
    return wordOf(channels, code);
}

QString OutgoingText::title(const QString &code)
{
    return wordOf(titles, code);
}

QString OutgoingText::advice(const domain::Outgoing &outgoing)
{
    if (outgoing.state == OutgoingState::Queued && outgoing.attempts > 0)
        return tr("It is tried again by itself.");
    if (outgoing.state != OutgoingState::Failed)
        return {};
    if (outgoing.channel == "sms"_L1)
        return tr("Check the telephone number below and send again, or call the person and drop it.");
    if (outgoing.channel == "courier"_L1 && outgoing.sentAt.isValid())
        return tr("The courier brought it back: hand it out at the issue desk or mail it anew, then drop this order.");
    if (outgoing.lastError.code == "outgoing.refused"_L1)
        return tr("The partner has refused it. Ask them why, put right what is wrong, then send again.");
    return tr("The partner could not be reached for a long time. Send again when it is back.");
}

} // namespace forms
