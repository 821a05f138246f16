// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QAbstractButton>
#include <QJsonValue>
#include <QList>

namespace forms {

/// One answer of a ChoiceBox: "1 Yes". Wraps where it does not fit; chosen it is filled and ticked, so that no colour
/// speaks alone. The mouse may press it, the keyboard stays with the box.
class Choice : public QAbstractButton
{
    Q_OBJECT
public:
    explicit Choice(QWidget *parent);
    /// `key` is the digit in front, 0 for none.
    void setLabel(int key, const QString &label);
    void setCursorOn(bool on);
    QSize sizeHint() const override;
    int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    bool m_cursorOn = false;
};

/// Answers to one question, given by digits: one of them, or several (digits toggle, Enter ends). Arrows and Space reach
/// every answer too, also those beyond 9. One stop for the keyboard, however many answers.
class ChoiceBox : public QWidget
{
    Q_OBJECT
public:
    struct Option
    {
        QJsonValue value;
        QString label;
        bool operator==(const Option &) const = default;
    };

    explicit ChoiceBox(QWidget *parent = nullptr);

    void setOptions(const QList<Option> &options, bool several);
    const QList<Option> &options() const { return m_options; }
    /// The value chosen, or an array of values; null: not answered.
    QJsonValue value() const { return m_value; }
    void setValue(const QJsonValue &value);
    /// Answers are shown but cannot be changed.
    void setReadOnly(bool readOnly);

    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    /// Answered by a person. With several answers this comes with every toggle.
    void chosen(const QJsonValue &value);
    /// The person is through with the question: one answer was chosen, or Enter was pressed.
    void finished();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    int arrange(int width, bool place) const;
    void choose(int index);
    void moveCursor(int steps);
    void showState();

    QList<Option> m_options;
    QList<Choice *> m_choices;
    QJsonValue m_value;
    bool m_several = false;
    bool m_readOnly = false;
    int m_cursor = -1;
};

} // namespace forms
