// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/casefile/casefile.h"
#include <QFrame>

class QComboBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QSpinBox;

namespace forms {

class Desk;
class PaperFlow;

/// What an approver does with the chosen step, in place below the case: take it, say yes or no, stop the clock for a special
/// procedure, ask the applicant for something, give it to a colleague, give it back. Nothing is lost by Esc.
class StepForm : public QFrame
{
    Q_OBJECT
public:
    explicit StepForm(Desk &desk, QWidget *parent = nullptr);

    /// Shows what can be done with a step as it is now; an empty id: nothing.
    void showStep(const QString &caseId, const QString &step);
    /// The keyboard goes to what comes next: the opinion, or the button that takes the step.
    void focusFirst();

    // The acts, also for the page's keys.
    void take();
    void agree();
    void object();
    void askPause();
    void askReturn();
    void askHandOver();
    void askExtension();
    void release();

Q_SIGNALS:
    void done();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    /// What is being asked for besides the opinion.
    enum class Ask { None, Pause, Return, HandOver, Extend };
    void ask(Ask what);
    void confirm();
    void decide(bool yes);
    /// Does an act of the step, says what came of it, and prints the notice the applicant gets of it, if any.
    bool act(const QString &type, QJsonObject body, const QString &saying, const QString &paper = {});
    bool mayAsk(Ask what) const;
    void show(const domain::CaseFile &file, const domain::Step &step);
    QString waitingFor(const domain::CaseFile &file, const domain::Step &step) const;

    Desk &m_desk;
    QString m_caseId, m_step;
    bool m_decidesCase = false; ///< the next word decides the case
    bool m_isMine = false, m_isOpen = false, m_isPaused = false;
    bool m_mayExtend = false; ///< a supervisor may approve more time
    PaperFlow *m_papers;
    Ask m_ask = Ask::None;
    QLabel *m_head, *m_others, *m_askTitle;
    QPlainTextEdit *m_opinion;
    QPushButton *m_take, *m_agree, *m_object, *m_pause, *m_return, *m_handOver, *m_release, *m_extend, *m_confirm, *m_cancel;
    QFrame *m_askFrame;
    QComboBox *m_choice;
    QSpinBox *m_days;
    QLineEdit *m_words;
};

} // namespace forms
