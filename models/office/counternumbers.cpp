// SPDX-License-Identifier: GPL-3.0-or-later
#include "office/counternumbers.h"
#include "domain/jsontime.h"
#include "domain/numbering/papernumber.h"
#include "office/papernumbers.h"
#include "office/store.h"
#include "storage/holdingstore.h"

namespace office {
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 blockSize = 200; // five days of a busy window (40 cases a day)
constexpr qint64 paperBlockSize = 20; // of each 机关代字: few windows write many notices of one authority, and gaps are to be few
const QString returnSetting = u"lease-return"_s; // "lease next"

QString requestSetting(const QString &series)
{
    return u"lease-request "_s + series;
}

} // namespace

QStringList CounterNumbers::wantedSeries() const
{
    const QString district = m_office.store().settings.text(u"district"_s);
    if (district.isEmpty())
        return {};
    const QDate today = domain::hallTime(m_office.now()).date();
    QStringList all{QString(district + u'-' + QString::number(today.year()))};
    if (today.month() == 12)
        all << QString(district + u'-' + QString::number(today.year() + 1));
    return all;
}

QStringList CounterNumbers::wantedPaperSeries() const
{
    return leasablePaperSeries(*m_office.rules(), m_office.store().settings.text(u"district"_s), m_office.now());
}

QString CounterNumbers::series() const
{
    return m_office.read<QString>([&] { return wantedSeries().value(0); });
}

qint64 CounterNumbers::left(const QString &series) const
{
    qint64 left = 0;
    for (const domain::NumberLease &lease : m_office.store().leases.open(series, m_office.stream())) {
        if (!lease.isExpired(m_office.now()))
            left += lease.remaining();
    }
    return left;
}

std::optional<CounterNumbers::Wish> CounterNumbers::wish() const
{
    return m_office.read<std::optional<Wish>>([&]() -> std::optional<Wish> {
        storage::SettingStore &settings = m_office.store().settings;
        const QStringList wanted = wantedSeries();
        for (const QString &series : wanted + wantedPaperSeries()) {
            // Two blocks are held, one in use and one in reserve; of next year's series and of papers' one is enough for the first days.
            const qint64 size = domain::isPaperSeries(series) ? paperBlockSize : blockSize;
            const qint64 enough = series == wanted.first() ? size + size / 2 : size / 2;
            if (left(series) > enough || settings.text(requestSetting(series)) == u"refused "_s + domain::hallTime(m_office.now()).date().toString(Qt::ISODate))
                continue;
            const QStringList asked = settings.text(requestSetting(series)).split(u' ');
            QString request = asked.value(0);
            // A block is bound to the stream it was asked for.
            if (asked.size() != 2 || asked[1] != m_office.stream()) {
                request = domain::newId(m_office.now());
                settings.set(requestSetting(series), QString(request + u' ' + m_office.stream()));
            }
            return Wish{request, series, int(size)};
        }
        return std::nullopt;
    });
}

void CounterNumbers::add(const domain::NumberLease &lease)
{
    m_office.read<bool>([&] {
        Store &store = m_office.store();
        storage::Transaction transaction(store.database);
        store.leases.put(lease, m_office.stream());
        store.settings.set(requestSetting(lease.series), QString());
        transaction.commit();
        return true;
    });
}

void CounterNumbers::forgetWish(const QString &series)
{
    m_office.read<bool>([&] {
        m_office.store().settings.set(requestSetting(series), QString(u"refused "_s + domain::hallTime(m_office.now()).date().toString(Qt::ISODate)));
        return true;
    });
}

std::optional<CounterNumbers::Return> CounterNumbers::returning()
{
    return m_office.read<std::optional<Return>>([&]() -> std::optional<Return> {
        Store &store = m_office.store();
        const QStringList kept = store.settings.text(returnSetting).split(u' ');
        if (kept.size() == 2)
            return Return{kept[0], kept[1].toLongLong()};
        const QStringList wanted = wantedSeries();
        if (wanted.isEmpty())
            return std::nullopt;
        const auto lease = storage::HoldingStore(store.database).leaseOutside(wanted + wantedPaperSeries(), m_office.stream());
        if (!lease)
            return std::nullopt;
        storage::Transaction transaction(store.database);
        store.leases.setNext(lease->id, lease->to + 1);
        store.settings.set(returnSetting, QString(lease->id + u' ' + QString::number(lease->next)));
        transaction.commit();
        return Return{lease->id, lease->next};
    });
}

void CounterNumbers::returned(const QString &lease)
{
    m_office.read<bool>([&] {
        Store &store = m_office.store();
        if (store.settings.text(returnSetting).startsWith(lease + u' '))
            store.settings.set(returnSetting, QString());
        return true;
    });
}

} // namespace office
