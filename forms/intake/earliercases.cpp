// SPDX-License-Identifier: GPL-3.0-or-later
#include "forms/intake/earliercases.h"
#include "domain/jsontime.h"
#include "forms/intake/caseinhand.h"
#include "forms/shared/desk.h"
#include "forms/shared/officewords.h"
#include "forms/shared/theme.h"
#include "office/archive.h"
#include "office/office.h"
#include <QLabel>
#include <QListWidget>
#include <QVBoxLayout>

namespace forms {
namespace {

constexpr int rowsMax = 20;     // read
constexpr int rowsInSight = 5;  // before the list scrolls
constexpr int idRole = Qt::UserRole, goesOnRole = Qt::UserRole + 1;

} // namespace

EarlierCases::EarlierCases(CaseInHand &hand, QWidget *parent)
    : QWidget(parent), m_hand(hand), m_heading(new QLabel(this)), m_list(new QListWidget(this))
{
    m_heading->setProperty("role", QStringLiteral("heading"));
    m_list->setObjectName(QStringLiteral("applicant.earlier"));
    m_list->setAccessibleName(tr("Earlier cases of the applicant"));
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setUniformItemSizes(true);
    m_list->setTextElideMode(Qt::ElideRight);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Theme::gap / 2);
    layout->addWidget(m_heading);
    layout->addWidget(m_list);
    connect(m_list, &QListWidget::itemActivated, this, &EarlierCases::open);
    hide();
}

void EarlierCases::refresh(bool again)
{
    const QString id = m_hand.typed().applicant.id;
    if (id == m_applicantId && !again)
        return;
    m_applicantId = id;
    m_list->clear();
    QList<office::CaseRow> rows;
    qint64 count = 0;
    if (!id.isEmpty()) {
        const office::Archive archive(m_hand.desk().office());
        office::CaseFilter filter;
        filter.applicant = id;
        rows = archive.cases(filter, std::nullopt, rowsMax);
        count = rows.size() < rowsMax ? rows.size() : archive.count(filter);
    }
    for (const office::CaseRow &row : std::as_const(rows)) {
        const bool goesOn = row.state == QLatin1String("received") || row.state == QLatin1String("correction");
        const QString when = domain::hallTime(row.receivedAt).toString(QStringLiteral("yyyy-MM"));
        const QString text = QStringLiteral("%1\n%2 · %3").arg(row.itemName, when, caseStateText(row.state));
        auto *line = new QListWidgetItem(text, m_list);
        line->setData(idRole, row.id);
        line->setData(goesOnRole, goesOn);
        line->setToolTip(goesOn ? tr("%1\n%2\nEnter takes it up again").arg(row.number, row.itemName)
                                : tr("%1\n%2\nEnter shows it").arg(row.number, row.itemName));
    }
    m_heading->setText(tr("%1 earlier cases").arg(count));
    const int lines = qBound(1, int(rows.size()), rowsInSight);
    m_list->setFixedHeight(lines * qMax(1, m_list->sizeHintForRow(0)) + 2 * m_list->frameWidth() + 4);
    setVisible(!rows.isEmpty());
}

void EarlierCases::open(const QListWidgetItem *row)
{
    Q_EMIT opened(row->data(idRole).toString(), row->data(goesOnRole).toBool());
}

} // namespace forms
