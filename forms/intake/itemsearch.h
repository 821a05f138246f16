// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/catalogue/item.h"
#include <QLineEdit>
#include <functional>

class QListWidget;

namespace forms {

/// The item search: what is typed (initials, characters, code) shows the items that fit in a list below; arrows choose,
/// Enter takes. The keyboard never leaves the field, and what an input method is still composing is not searched.
class ItemSearch : public QLineEdit
{
    Q_OBJECT
public:
    using Search = std::function<QList<domain::Item>(const QString &typed, int limit)>;
    explicit ItemSearch(Search search, QWidget *parent = nullptr);
    ~ItemSearch() override;

    bool isListShown() const;

Q_SIGNALS:
    void taken(const QString &itemId);
    void nothingFound(const QString &typed);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void find();
    void showList();
    void hideList();
    void takeCurrent();

    Search m_search;
    QListWidget *m_list = nullptr;
};

} // namespace forms
