// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/result.h"
#include <QDateTime>
#include <QJsonObject>
#include <QList>
#include <QObject>
#include <QTimer>

namespace forms {

class CaseInHand;

/// Keeps the case in hand on disk while it is typed, and the tray of half-done cases (B09). What was typed more than a
/// second ago survives a power cut; a field that was left, an answer and a tick survive at once. Drafts belong to the
/// member of staff who typed them: nobody else's tray shows them.
class DraftKeeper : public QObject
{
    Q_OBJECT
public:
    struct TrayEntry
    {
        int place = 0; ///< 1 … 9
        QString caseId;
        QString title;
        bool operator==(const TrayEntry &) const = default;
    };

    explicit DraftKeeper(CaseInHand &hand, QObject *parent = nullptr);

    /// Puts the draft the page was left with into hand. Gives its title; empty when there was none.
    QString restore();
    /// Writes what is typed now.
    domain::Result<domain::Done> flush();
    /// The case in hand was decided: its draft goes.
    void discard();
    /// Puts the case in hand into the tray and an empty one in its place. Nothing typed: only the empty one. Refusals: those of
    /// the store, and tray.full when nine wait already; then everything stays as it is.
    domain::Result<domain::Done> putAside();
    /// Takes a case from the tray; the one in hand goes into the tray if anything was typed. False: that place is empty.
    domain::Result<bool> takeBack(int place);
    /// The tray's place of a case; 0: it is not there.
    int placeOf(const QString &caseId) const;
    const QList<TrayEntry> &tray() const { return m_tray; }
    /// Seconds spent on the case in hand, without its time in the tray.
    qint64 workedSeconds() const;

Q_SIGNALS:
    void trayChanged();
    /// A draft could not be written: nothing is lost on the screen, but it is not on disk either.
    void notKept(const domain::Refusal &refusal);

private:
    QString draftId(const QString &caseId) const;
    domain::Result<domain::Done> put(int trayPlace);
    void readTray();
    void caseReplaced();

    CaseInHand &m_hand;
    QTimer m_timer;
    QString m_owner;
    QDateTime m_since;     ///< when the case came into hand
    QJsonObject m_kept;    ///< what is on disk of it
    QList<TrayEntry> m_tray;
};

} // namespace forms
