// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QLabel>

namespace forms {

/// One line of plain text that gives way: what does not fit ends in "…" and the whole text is in the tool tip. Styled by roles
/// like any label.
class ElidedLabel : public QLabel
{
    Q_OBJECT
public:
    explicit ElidedLabel(const QString &text = {}, QWidget *parent = nullptr);

    QSize minimumSizeHint() const override;
    /// Whether some of the text is hidden at the present width.
    bool isElided() const;

protected:
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;
};

} // namespace forms
