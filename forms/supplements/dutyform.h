// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/casefile/casefile.h"
#include <QFrame>

class QComboBox;
class QDateEdit;
class QLabel;
class QLineEdit;
class QListWidget;
class QPushButton;
class QSpinBox;

namespace forms {

class Desk;
class PaperFlow;

/// What can be done about what is owed to a case, below the case itself: take what was brought, judge it, record a check, answer
/// the supervisor, ask as a supervisor, take a commitment back, repair the applicant's credit. Only what this person may do with this case now is shown.
class DutyForm : public QFrame
{
    Q_OBJECT
public:
    explicit DutyForm(Desk &desk, QWidget *parent = nullptr);

    /// Shows what can be done with a case as it is now; an empty id: nothing.
    void showCase(const QString &caseId);
    /// The keyboard goes to the first thing to be done.
    void focusFirst();

    // The acts, also for the page's keys; nothing happens where they are not offered.
    void primary();   ///< take what is ticked, or answer
    void judge(bool adequate);
    void check(const QString &finding);
    void ask();
    void withdraw();
    void repair();

private:
    /// One thing to be done: its words and its buttons.
    struct Part
    {
        QFrame *frame = nullptr;
        QLabel *head = nullptr;
        QLineEdit *words = nullptr;
    };
    Part part(const QString &name, const QString &wordsName, const QString &wordsHint);
    QPushButton *button(Part &part, const QString &text, const QString &name, const QString &keys, const char *role = "secondary");
    void makeReceive();
    void makeJudge();
    void makeCheck();
    void makeReply();
    void makeWithdraw();
    void makeAsk();
    void makeRepair();

    void fill();
    void fillReceive();
    void fillCheck();
    void fillReply();
    void fillAsk();
    void fillRepair();
    bool mayDo(const QString &operation) const;
    void receive();
    void reply();
    /// Does an act upon the case; says what came of it.
    bool act(const QString &type, const QJsonObject &body, const QString &saying, const QStringList &papers = {}, const QString &document = {});

    Desk &m_desk;
    PaperFlow *m_papers;
    QString m_caseId;
    std::optional<domain::CaseFile> m_file;
    Part m_receive, m_judge, m_check, m_reply, m_withdraw, m_ask, m_repair;
    QListWidget *m_brought = nullptr;
    QComboBox *m_checks = nullptr, *m_askStep = nullptr;
    QDateEdit *m_correctBy = nullptr;
    QSpinBox *m_replyDays = nullptr;
    QPushButton *m_kept = nullptr, *m_differs = nullptr, *m_corrected = nullptr, *m_breached = nullptr;
    int m_round = 0, m_enquiry = 0;
    bool m_isFresh = true; ///< another case than before: nothing was ticked or chosen yet
    QString m_checkShown;  ///< key of the check the day stands for
    QString m_blocked; ///< what the applicant is kept from: "tolerance", "commitment"; empty: nothing
};

} // namespace forms
