// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "forms/shared/page.h"
#include "office/ratings.h"
#include <QPointer>
#include <QTimer>

class QLabel;
class QStandardItemModel;

namespace forms {

class Chip;
class Desk;
class FactTable;
class ListTable;
class FullView;
class Pill;
class RatingScreen;

/// The page 好差评. A supervisor sees the figures, the list, and everything about the chosen rating with its work order. Anybody else sees
/// how he was rated in months with enough ratings to say nothing of a single one, and may ask the person before him for a rating.
class RatingsPage : public Page
{
    Q_OBJECT
public:
    explicit RatingsPage(Desk &desk, QWidget *parent = nullptr);

    void activate(const QString &argument) override;
    /// The applicant's screen, while one is open.
    RatingScreen *screen() const;

protected:
    void changeEvent(QEvent *event) override;

private:
    struct Period { QString name; QDate from, to; };

    void build();
    QWidget *supervision();
    QWidget *ownPart();
    QList<Period> periods() const;
    office::RatingFilter filter() const;
    bool isSupervisor() const;
    void choosePeriod(int period);
    void read();
    void readFigures();
    void readOwn();
    void showRating(int row);
    void openOrder();
    void openCase();
    void ask();

    Desk &m_desk;
    QTimer m_refresh;
    int m_period = 0;
    bool m_badOnly = false;
    QList<office::RatingRow> m_rows;
    QList<office::Service> m_services;
    std::optional<domain::Rating> m_shown;
    QWidget *m_content = nullptr;
    QList<Chip *> m_chips;
    Chip *m_bad = nullptr;
    QLabel *m_satisfied = nullptr, *m_mended = nullptr;
    FactTable *m_levels = nullptr, *m_departments = nullptr, *m_detail = nullptr, *m_months = nullptr;
    ListTable *m_table = nullptr, *m_served = nullptr;
    FullView *m_fullView = nullptr;
    QStandardItemModel *m_model = nullptr, *m_servedModel = nullptr;
    QPointer<RatingScreen> m_screen;
};

} // namespace forms
