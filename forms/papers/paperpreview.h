// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "forms/desk/paperprinter.h"
#include "forms/papers/papersheets.h"
#include <QPixmap>
#include <QWidget>

QT_BEGIN_NAMESPACE
class QLabel;
class QPushButton;
class QScrollArea;
class QVBoxLayout;
QT_END_NAMESPACE

namespace forms {

/// Shows papers as they will be printed, in a window of its own beside the work. Enter prints, Esc closes without.
/// Deletes itself when closed.
class PaperPreview : public QWidget
{
    Q_OBJECT
public:
    /// `papers` are those that can be set in type; see PreviewedPaperPrinter.
    explicit PaperPreview(const QList<domain::Paper> &papers, QWidget *parent = nullptr);
    ~PaperPreview() override;

Q_SIGNALS:
    void printRequested(const QList<domain::Paper> &papers);
    /// Closed without printing.
    void declined();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void closeEvent(QCloseEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void addSheets(const domain::Paper &paper);
    void drawSheets();
    void retranslate();
    void acceptAll();

    struct Shown
    {
        const PaperSheets *sheets;
        int index;
        QLabel *label;
    };

    QList<domain::Paper> m_papers;
    std::vector<PaperSheets> m_sheets;
    QList<Shown> m_shown;
    QScrollArea *m_scroll;
    QWidget *m_pile;
    QPushButton *m_print, *m_close;
    QLabel *m_summary;
    bool m_printing = false;
};

/// A printer before which those papers are shown that the terminal wants shown. Papers nobody wants to see go straight
/// through; when one is to be seen, all of that print are shown together.
class PreviewedPaperPrinter : public PaperPrinter
{
    Q_OBJECT
public:
    /// `printer` must outlive this; `isShown` says for a paper kind whether it is shown first; previews belong to `window`.
    PreviewedPaperPrinter(PaperPrinter &printer, std::function<bool(const QString &kind)> isShown, QWidget *window,
                          QObject *parent = nullptr);
    /// Answers like the printer behind it. A preview closed without printing is answered by printed(0).
    void print(const QList<domain::Paper> &papers) override;

private:
    PaperPrinter &m_printer;
    std::function<bool(const QString &)> m_isShown;
    QWidget *m_window;
};

} // namespace forms
