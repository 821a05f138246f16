// SPDX-License-Identifier: GPL-3.0-or-later
#include "forms/attachments/attachmenttext.h"
#include <QCoreApplication>

namespace forms {
using State = office::AttachmentStanding::State;

QString standingText(const office::AttachmentStanding &standing)
{
    const auto say = [](const char *text) { return QCoreApplication::translate("AttachmentText", text); };
    switch (standing.state) {
    case State::Waiting:
        return say(QT_TRANSLATE_NOOP("AttachmentText", "To be sent"));
    case State::Sending:
        return say(QT_TRANSLATE_NOOP("AttachmentText", "Sending %1 %")).arg(standing.percent);
    case State::Fetching:
        return say(QT_TRANSLATE_NOOP("AttachmentText", "Fetching %1 %")).arg(standing.percent);
    case State::Awaited:
        return say(QT_TRANSLATE_NOOP("AttachmentText", "Not at the centre yet"));
    case State::Damaged:
        return say(QT_TRANSLATE_NOOP("AttachmentText", "Damaged"));
    case State::AtCentre:
        break;
    }
    return say(QT_TRANSLATE_NOOP("AttachmentText", "At the centre"));
}

const char *standingTone(const office::AttachmentStanding &standing)
{
    switch (standing.state) {
    case State::AtCentre:
        return "ok";
    case State::Awaited:
        return "warn";
    case State::Damaged:
        return "bad";
    case State::Waiting:
    case State::Sending:
    case State::Fetching:
        break;
    }
    return "info";
}

} // namespace forms
