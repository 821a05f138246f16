// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/identity/cardtext.h"
#include "domain/result.h"

#include <QObject>

namespace forms {

/// The identity card reader on the desk. One reading at a time: read() waits until a card lies on the reader, then ends
/// with exactly one of cardRead and failed, or silently after cancel(). Both come later than read() itself returns.
class IdentityReader : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// Begins a reading; does nothing while one is under way.
    virtual void read() = 0;
    /// Ends the reading under way; no signal follows.
    virtual void cancel() = 0;

Q_SIGNALS:
    void cardRead(const domain::CardText &card);
    /// Codes cardreader.*; .no-card means that none was laid on in time, or that the last one was not lifted.
    void failed(const domain::Refusal &refusal);
};

} // namespace forms
