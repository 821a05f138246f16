// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QList>
#include <QString>

namespace simulation {

/// What can happen in a district. The order is part of every seed's story: new kinds go to the end.
enum class EventKind {
    Act,            ///< a clerk does something; a: which something
    KillWindow,     ///< the window's program dies at its a-th disk call from now
    PowerWindow,    ///< its power fails there
    KillServer,     ///< one server of the centre dies at its a-th disk call from now
    PowerCentre,    ///< the power of the whole centre fails there
    WindowDisk,     ///< from the a-th call on b calls fail; c: how (DiskFault)
    CentreDisk,
    Cut,            ///< no way to the centre for a ms
    OneWay,         ///< requests arrive, answers do not, for a ms
    HalfOpen,       ///< nothing is heard of any call for a ms, not even a failure
    Portal,         ///< everything is answered by a network's sign-in page for a ms
    Lossy,          ///< every fourth request and every fourth answer is lost for a ms
    Twice,          ///< every second request arrives twice for a ms, the second one up to b ms later
    Late,           ///< every third request arrives only after the window has given it up, up to b ms later
    Garbled,        ///< answers end anywhere, pages and pushes have a bit turned over, for a ms
    BadGateway,     ///< the centre does the work, the proxy answers 502, for a ms
    PushRefused,    ///< the centre is too busy for pushes of this window for a ms
    PullRefused,
    WindowClock,    ///< the window's clock jumps by a ms
    CentreClock,
    Suspend,        ///< the lid is closed for a ms
    SwitchStaff,    ///< another member of staff (number a) signs in, in the middle of everything
    SuspendStaff,   ///< the centre makes a member of staff inactive for b ms
    MoveStaff,      ///< the centre gives a member of staff another hall (another district) for b ms
    CloneWindow,    ///< the machine is copied, the copy works too
    RestoreWindow,  ///< the machine's disk is replaced by its image of a ms ago
    Image,          ///< somebody backs the centre's database up
    RestoreCentre,  ///< the centre's database is replaced by the last backup, as the handbook says
    OldServers,     ///< the servers are of the version before: they don't know papers and closing of returned work, for a ms
    NewItemVersion, ///< the centre publishes an item anew while windows still have the old rules
    Turns,          ///< in the a-th disk call of a server's next work everybody who waits for news is answered
    Deadlines,      ///< the clock of the law runs at the centre; checkpoints are made
    Rest,           ///< a window has time for itself
    MoveCase,       ///< a case moves to the other district
    LoseLease,      ///< the next answer with receipt numbers is lost
    UseUpLease,     ///< only a numbers are left
    FreshWindow,    ///< a new window is put up
    RevokeDevice,   ///< the centre revokes the window's device with a full outbox, for b ms (0: for good); a: what it is put back to forget (1 work, 2 the revocation)
    EraseCase,      ///< a document must be forgotten by law
    BitRot,         ///< a bit turns over in a page of the window's database
};
QString nameOf(EventKind kind);

struct Event
{
    qint64 atMs = 0;
    EventKind kind = EventKind::Act;
    int who = 0; ///< window or server
    qint64 a = 0, b = 0, c = 0;
    /// "at 0:42 the power of window 2 fails at its 17th disk call"
    QString inWords() const;
};

/// A whole run: everything that is done to the world, in order. The same plan always gives the same run.
struct Plan
{
    quint64 seed = 0;
    int windows = 2;
    int servers = 1;
    int delayMs = 20;       ///< one way over the network, about
    qint64 durationMs = 0;  ///< after that everything is healed and must come to rest
    QList<Event> events;
};

Plan planFor(quint64 seed);

} // namespace simulation
