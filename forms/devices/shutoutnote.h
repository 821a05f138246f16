// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QWidget>

class QLabel;
class QPushButton;

namespace forms {

/// The one page of a device the centre has shut out: what happens to the work that was done here, and that everything is erased.
class ShutOutNote : public QWidget
{
    Q_OBJECT
public:
    enum class Stage {
        Sending, ///< what waits is sent first
        Erased,  ///< keys, store and attachments are gone
    };
    explicit ShutOutNote(Stage stage, QWidget *parent = nullptr);

    void setStage(Stage stage);
    /// How many acts wait to be sent.
    void setPending(int pending);

Q_SIGNALS:
    /// An administrator has a code for this terminal: it begins anew.
    void beginAnewRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();

    Stage m_stage;
    int m_pending = 0;
    QLabel *m_title, *m_text;
    QPushButton *m_anew;
};

} // namespace forms
