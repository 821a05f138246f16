// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QLineEdit>

namespace forms {

/// A field for a person's number: shown in full only while the keyboard is in it, masked otherwise (个人信息保护法 第6条). A
/// wrong number stays readable, because somebody has to put it right.
class NumberField : public QLineEdit
{
    Q_OBJECT
public:
    explicit NumberField(QWidget *parent = nullptr);

    /// The number in full, whatever is shown.
    QString number() const { return m_number; }
    void setNumber(const QString &number);
    /// Whether the number is hidden when the keyboard is elsewhere (credit codes of organisations are public).
    void setMasks(bool masks);

Q_SIGNALS:
    void numberEdited(const QString &number);

protected:
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    void showNumber();
    void put(const QString &shown);

    QString m_number;
    bool m_masks = true, m_shows = false; ///< m_shows: the text is being made from the number
};

} // namespace forms
