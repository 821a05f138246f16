// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulation/plan.h"
#include "simulation/powerlossvfs.h"
#include <algorithm>

namespace simulation {
using namespace Qt::StringLiterals;

namespace {

struct Wording { EventKind kind; const char *name, *words; };
// %w: window, %s: server, %a %b: numbers, %t: a as a time, %u: b as a time
constexpr Wording wordings[] = {
    {EventKind::Act, "act", "window %w does something (%a)"},
    {EventKind::KillWindow, "killWindow", "window %w is killed at its disk call %a"},
    {EventKind::PowerWindow, "powerWindow", "the power of window %w fails at its disk call %a"},
    {EventKind::KillServer, "killServer", "server %s is killed at its disk call %a"},
    {EventKind::PowerCentre, "powerCentre", "the power of the centre fails at disk call %a of server %s"},
    {EventKind::WindowDisk, "windowDisk", "after %a disk calls window %w has a disk that fails %b times (%c)"},
    {EventKind::CentreDisk, "centreDisk", "after %a disk calls the centre has a disk that fails %b times (%c)"},
    {EventKind::Cut, "cut", "window %w has no network for %t"},
    {EventKind::OneWay, "oneWay", "window %w hears no answers for %t"},
    {EventKind::HalfOpen, "halfOpen", "the connections of window %w are half open for %t"},
    {EventKind::Portal, "portal", "a sign-in page answers window %w for %t"},
    {EventKind::Lossy, "lossy", "window %w loses requests and answers for %t"},
    {EventKind::Twice, "twice", "requests of window %w arrive twice for %t"},
    {EventKind::Late, "late", "requests of window %w arrive up to %u late for %t"},
    {EventKind::Garbled, "garbled", "answers to window %w are garbled for %t"},
    {EventKind::BadGateway, "badGateway", "the proxy answers window %w 502 after the work is done for %t"},
    {EventKind::PushRefused, "pushRefused", "the centre is too busy for the pushes of window %w for %t"},
    {EventKind::PullRefused, "pullRefused", "the centre is too busy for the pulls of window %w for %t"},
    {EventKind::WindowClock, "windowClock", "the clock of window %w jumps by %a ms"},
    {EventKind::CentreClock, "centreClock", "the clock of the centre jumps by %a ms"},
    {EventKind::Suspend, "suspend", "the lid of window %w is closed for %t"},
    {EventKind::SwitchStaff, "switchStaff", "another member of staff signs in at window %w"},
    {EventKind::SuspendStaff, "suspendStaff", "the member of staff at window %w is made inactive for %u"},
    {EventKind::MoveStaff, "moveStaff", "the member of staff at window %w is given the other hall for %u"},
    {EventKind::CloneWindow, "cloneWindow", "window %w is copied and both work on"},
    {EventKind::RestoreWindow, "restoreWindow", "the disk of window %w is replaced by its older image"},
    {EventKind::Image, "image", "the centre is backed up"},
    {EventKind::RestoreCentre, "restoreCentre", "the centre is restored from its last backup"},
    {EventKind::OldServers, "oldServers", "the servers are of the older version for %t"},
    {EventKind::NewItemVersion, "newItemVersion", "the centre publishes an item anew"},
    {EventKind::Turns, "turns", "everybody who waits is answered in disk call %a of server %s"},
    {EventKind::Deadlines, "deadlines", "the centre looks at its deadlines"},
    {EventKind::Rest, "rest", "window %w has a quiet moment"},
    {EventKind::MoveCase, "moveCase", "a case moves to the other district"},
    {EventKind::LoseLease, "loseLease", "the next numbers for window %w are lost on the way"},
    {EventKind::UseUpLease, "useUpLease", "window %w has %a numbers left"},
    {EventKind::FreshWindow, "freshWindow", "a new window is put up"},
    {EventKind::RevokeDevice, "revokeDevice", "the device of window %w is soon revoked (%a: 1 the centre forgets its work, 2 the revocation), for %u (0: for good)"},
    {EventKind::EraseCase, "eraseCase", "a case is erased by law"},
    {EventKind::BitRot, "bitRot", "a bit turns over on the disk of window %w"},
};

const Wording &wordingOf(EventKind kind)
{
    for (const Wording &wording : wordings) {
        if (wording.kind == kind)
            return wording;
    }
    return wordings[0];
}

QString duration(qint64 ms)
{
    return ms < 1000 ? u"%1 ms"_s.arg(ms) : ms < 120'000 ? u"%1 s"_s.arg(ms / 1000) : u"%1 min"_s.arg(ms / 60'000);
}

/// What happens besides acts, and how often in comparison.
struct Weight { EventKind kind; int weight; };
constexpr Weight weights[] = {
    {EventKind::KillWindow, 8},    {EventKind::PowerWindow, 8},  {EventKind::KillServer, 8},    {EventKind::PowerCentre, 8},
    {EventKind::WindowDisk, 6},    {EventKind::CentreDisk, 6},   {EventKind::Cut, 10},          {EventKind::OneWay, 6},
    {EventKind::HalfOpen, 4},      {EventKind::Portal, 3},       {EventKind::Lossy, 8},         {EventKind::Twice, 6},
    {EventKind::Late, 5},          {EventKind::Garbled, 6},      {EventKind::BadGateway, 6},    {EventKind::PushRefused, 4},
    {EventKind::PullRefused, 4},   {EventKind::WindowClock, 6},  {EventKind::CentreClock, 3},   {EventKind::Suspend, 3},
    {EventKind::SwitchStaff, 6},   {EventKind::SuspendStaff, 3}, {EventKind::MoveStaff, 4},     {EventKind::CloneWindow, 4},
    {EventKind::RestoreWindow, 4}, {EventKind::Image, 6},        {EventKind::RestoreCentre, 4}, {EventKind::OldServers, 5},
    {EventKind::NewItemVersion, 3}, {EventKind::Turns, 16},      {EventKind::Deadlines, 4},     {EventKind::Rest, 6},
    {EventKind::LoseLease, 4},     {EventKind::UseUpLease, 5},   {EventKind::FreshWindow, 3},   {EventKind::MoveCase, 6},
    {EventKind::EraseCase, 3},     {EventKind::BitRot, 2},       {EventKind::RevokeDevice, 4},
};

EventKind drawn(Chance &chance, const QList<EventKind> &enabled)
{
    int sum = 0;
    for (const Weight &weight : weights)
        sum += enabled.contains(weight.kind) ? weight.weight : 0;
    qint64 at = chance.below(sum);
    for (const Weight &weight : weights) {
        if (!enabled.contains(weight.kind))
            continue;
        if (at < weight.weight)
            return weight.kind;
        at -= weight.weight;
    }
    return EventKind::Cut;
}

Event eventOf(Chance &chance, EventKind kind, const Plan &plan)
{
    Event event;
    event.atMs = chance.between(3'000, plan.durationMs);
    event.kind = kind;
    event.who = int(chance.below(plan.windows));
    switch (kind) {
    case EventKind::KillWindow:
    case EventKind::PowerWindow:
        event.a = chance.between(1, chance.oneIn(2) ? 40 : 400);
        break;
    case EventKind::KillServer:
    case EventKind::PowerCentre:
        event.who = int(chance.below(plan.servers));
        event.a = chance.between(1, chance.oneIn(2) ? 40 : 600);
        break;
    case EventKind::WindowDisk:
    case EventKind::CentreDisk:
        event.a = chance.between(0, 300);
        event.b = chance.oneIn(2) ? 1 : chance.between(2, 40);
        event.c = chance.below(4);
        break;
    case EventKind::Cut:
    case EventKind::OneWay:
    case EventKind::HalfOpen:
    case EventKind::Portal:
    case EventKind::Lossy:
    case EventKind::Garbled:
    case EventKind::BadGateway:
        event.a = chance.oneIn(12) ? chance.between(600'000, 7'200'000) : chance.between(2'000, 90'000);
        break;
    case EventKind::PushRefused:
    case EventKind::PullRefused:
        event.a = chance.between(100'000, 200'000);
        break;
    case EventKind::Twice:
    case EventKind::Late:
        event.a = chance.between(5'000, 90'000);
        event.b = chance.oneIn(4) ? chance.between(60'000, 3'600'000) : chance.between(10, 90'000);
        break;
    case EventKind::WindowClock:
    case EventKind::CentreClock: {
        const qint64 reach = kind == EventKind::CentreClock ? 3'600'000 : chance.oneIn(3) ? 315'360'000'000 : 86'400'000;
        event.a = chance.between(-reach, reach);
        break;
    }
    case EventKind::Suspend:
        event.a = chance.oneIn(3) ? 8 * 3'600'000 : chance.between(30'000, 600'000);
        break;
    case EventKind::SwitchStaff:
        event.a = chance.below(4);
        break;
    case EventKind::SuspendStaff:
    case EventKind::MoveStaff:
        event.b = chance.between(10'000, 90'000);
        break;
    case EventKind::RevokeDevice:
        event.a = chance.below(3);
        event.b = chance.oneIn(2) ? 0 : chance.between(10'000, 90'000);
        break;
    case EventKind::RestoreWindow:
        event.a = chance.between(5'000, 60'000);
        break;
    case EventKind::OldServers:
        event.a = chance.between(20'000, 90'000);
        break;
    case EventKind::Turns:
        event.who = int(chance.below(plan.servers));
        event.a = chance.between(1, 60);
        break;
    case EventKind::UseUpLease:
        event.a = chance.below(3);
        break;
    default:
        event.a = chance.below(1000);
        break;
    }
    return event;
}

} // namespace

QString nameOf(EventKind kind)
{
    return QString::fromLatin1(wordingOf(kind).name);
}

QString Event::inWords() const
{
    QString words = QString::fromLatin1(wordingOf(kind).words);
    words.replace(u"%w"_s, QString::number(who + 1)).replace(u"%s"_s, QString::number(who + 1)).replace(u"%t"_s, duration(a)).replace(u"%u"_s, duration(b));
    words.replace(u"%a"_s, QString::number(a)).replace(u"%b"_s, QString::number(b));
    static const char *const faults[] = {"full", "errors", "busy", "read-only"};
    words.replace(u"%c"_s, QString::fromLatin1(faults[c & 3]));
    return u"at %1:%2 %3"_s.arg(atMs / 60'000).arg(atMs / 1000 % 60, 2, 10, QChar(u'0')).arg(words);
}

Plan planFor(quint64 seed)
{
    Chance chance(seed * 2654435761u + 17);
    Plan plan;
    plan.seed = seed;
    plan.windows = int(chance.between(2, 3));
    plan.servers = chance.oneIn(3) ? 2 : 1;
    plan.delayMs = int(chance.of(QList<int>{1, 20, 20, 300}));
    plan.durationMs = chance.between(40'000, 150'000);
    // A swarm: each seed knows only some kinds of trouble, so that rare ones meet each other.
    QList<EventKind> enabled;
    for (const Weight &weight : weights) {
        if (chance.oneIn(3))
            enabled << weight.kind;
    }
    const int acts = int(chance.between(8, 26));
    for (int i = 0; i < acts; ++i)
        plan.events << Event{chance.between(2'000, plan.durationMs), EventKind::Act, int(chance.below(plan.windows)), chance.below(1'000'000'000)};
    const int troubles = enabled.isEmpty() || seed % 16 == 0 ? 0 : int(chance.between(2, 9));
    for (int i = 0; i < troubles; ++i)
        plan.events << eventOf(chance, drawn(chance, enabled), plan);
    // An order that matters and that chance draws too seldom: a window leaves its stream, or two work in one, and then the
    // centre is put back to what it was before.
    if (seed % 16 == 5) {
        const qint64 early = plan.durationMs / 5, there = plan.durationMs / 2, back = plan.durationMs * 4 / 5;
        plan.events << Event{chance.between(3'000, early), EventKind::Image} << Event{chance.between(back, plan.durationMs), EventKind::RestoreCentre};
        if (chance.oneIn(3))
            plan.events << Event{there, EventKind::RestoreWindow, int(chance.below(plan.windows)), chance.between(5'000, 30'000)};
        else
            plan.events << Event{there, EventKind::CloneWindow, int(chance.below(plan.windows))};
    }
    std::stable_sort(plan.events.begin(), plan.events.end(), [](const Event &x, const Event &y) { return x.atMs < y.atMs; });
    return plan;
}

} // namespace simulation
