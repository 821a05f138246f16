// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/sync/lane.h"
#include <QSet>

namespace app {

/// Takes what others did: asks for all scopes at once and lets the centre hold the answer until there is news.
class PullLane : public Lane
{
public:
    explicit PullLane(Link &link) : Lane(link) {}

    /// Asks anew and without waiting, in place of the long poll under way.
    void askSoon();
    /// Where we stand is not known any more.
    void doubt();
    /// Scopes the centre denied may be asked for again. False: there were none.
    bool forgiveScopes();
    void setHeldBack(const QStringList &scopes);
    /// The scope is neither denied nor in other hands.
    bool isTaking(const QString &scope) const;
    /// Everything there was to take has been taken, as of the last answer, and nothing is still on its way as a first download.
    bool isCaughtUp() const { return m_caughtUp && m_heldBack.isEmpty(); }

    std::optional<qint64> dueMs() const override;
    void begin() override;
    void forget() override;

protected:
    bool measuresTheWay() const override { return !m_waits; }

private:
    void pageTaken(quint64 ticket, const domain::ScopePage &page);
    std::optional<domain::Refusal> apply(const domain::ScopePage &page);
    void taken(const Reply<ChangesEnd> &reply);

    QHash<QString, domain::Cursor> m_asked;
    QSet<QString> m_unanswered;
    QSet<QString> m_forbidden;
    QSet<QString> m_forgiven; ///< asked for again after a greeting, and not given since
    QSet<QString> m_heldBack;
    std::optional<domain::Refusal> m_trouble;
    bool m_now = true;     ///< ask without waiting: where we stand is not known
    bool m_hadNews = false;
    bool m_more = false;
    bool m_waits = false;
    qint64 m_begunMs = 0;
    bool m_caughtUp = false;
};

} // namespace app
