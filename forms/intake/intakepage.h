// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/casefile/casefile.h"
#include "forms/shared/page.h"
#include <QPointer>
#include <QTimer>
#include <memory>

class QLabel;
class QScrollArea;

namespace forms {

class ApplicantPanel;
class CaseInHand;
class DecisionPanel;
class Desk;
class DraftKeeper;
struct IntakeCase;
class ItemPanel;
class MaterialPanel;
class PaperFlow;
class TrayBar;

/// 受理: the main job, on one page from left to right: who, what, which papers, what follows. Everything frequent works
/// without the mouse. Panels show the case in hand; this page is what moves between them and asks the office.
///
/// Arguments of activate(): empty (F2: a new case when the page is in sight already), "case:<id>" takes a case up again,
/// "redo:<operation id>" does a returned operation again, "item:<id>" chooses an item.
class IntakePage : public Page
{
    Q_OBJECT
public:
    explicit IntakePage(Desk &desk, QWidget *parent = nullptr);
    ~IntakePage() override;

    void activate(const QString &argument) override;

    const CaseInHand &hand() const { return *m_hand; }
    const DraftKeeper &drafts() const { return *m_drafts; }

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void buildPanels();
    void buildKeys();
    void connectPanels();

    void newCase();
    void putAside();
    void takeBack(int place);
    bool leaveHand();
    void resume(const QString &caseId);
    void redo(const QString &operationId);
    void openEarlier(const QString &caseId, bool goesOn);
    void forget(const IntakeCase &before);

    void decide();
    void notice();
    void receive();
    void refuse();
    void decideHere();
    void submitRefusal();
    void submit(const QString &operationType, const QJsonObject &more = {});
    void decided(domain::CaseFile &file);
    void finish(const domain::CaseFile &file, const QString &operationType);
    void goToGap();

    void afterItem();
    void focusMaterials();
    void showHead();
    void sessionChanged();
    void offerUndo(const IntakeCase &before);

    Desk &m_desk;
    CaseInHand *m_hand;
    DraftKeeper *m_drafts;
    PaperFlow *m_papers;
    ApplicantPanel *m_applicant;
    ItemPanel *m_item;
    MaterialPanel *m_materials;
    DecisionPanel *m_decision;
    QLabel *m_title;
    QLabel *m_timing;
    TrayBar *m_tray;
    QScrollArea *m_sideways;
    QTimer m_second;
    QPointer<QWidget> m_lastFocus; ///< where the keyboard was on this page
    QString m_restored;      ///< title of the draft found at the start, until it was said
    bool m_justShown = false;
    bool m_decidesHere = false; ///< what is being accepted is to be decided in the same go
};

} // namespace forms
