// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QString>
#include <optional>

namespace forms {

/// How far the first download of this counter is; true at every moment, never guessed.
struct DownloadStatus
{
    enum class State {
        None,      ///< nothing to do, or nothing is known of it yet
        Fetching,  ///< parts come in
        Preparing, ///< all is here and being made ready; nothing more is needed of the network
        Stopped,   ///< by the clerk; what came is kept
        Waiting,   ///< the centre can't be reached just now; tried again by itself
        NoRoom,    ///< the disk is too full to begin or to go on
    };
    State state = State::None;
    QString scope;                      ///< "d/610116"
    qint64 received = 0, total = 0;     ///< bytes on the wire
    qint64 bytesPerSecond = 0;          ///< over the last seconds; 0: not known yet
    std::optional<qint64> secondsLeft;  ///< nothing before there is something to reckon with
    qint64 toFree = 0;                  ///< NoRoom: bytes that must become free
    int prepared = 0;                   ///< Preparing: percent made ready, where it goes step by step
    QString problem;                    ///< refusal code of the last failure; empty if none

    bool operator==(const DownloadStatus &) const = default;
};

} // namespace forms
