// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/result.h"
#include "forms/shared/desk.h"
#include <QByteArray>
#include <functional>

namespace forms {

/// Asking the centre something that is not kept at the window: what it says is shown and not stored. A child of the desk; without one
/// the centre can't be asked from here.
class CentreEnquiry : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;
    /// Exactly once, from the event loop: the body of the answer, or why there is none.
    using Ended = std::function<void(const domain::Result<QByteArray> &)>;
    virtual void get(const QString &path, Ended ended) = 0;
    virtual void post(const QString &path, const QByteArray &json, Ended ended) = 0;

    static CentreEnquiry *of(const Desk &desk) { return desk.findChild<CentreEnquiry *>(QString(), Qt::FindDirectChildrenOnly); }
};

} // namespace forms
