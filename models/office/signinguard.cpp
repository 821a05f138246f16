// SPDX-License-Identifier: GPL-3.0-or-later
#include "office/signinguard.h"
#include "domain/access/signinpolicy.h"
#include "office/store.h"
#include "storage/signinstore.h"
#include <QCryptographicHash>

namespace office {
using namespace Qt::StringLiterals;
using storage::SignInStore;

namespace {
constexpr int freeAtDevice = 5, freeAnywhere = 10, freeFromAddress = 100;
constexpr int forgottenSeconds = 24 * 3600;

/// What strangers type is of any length.
QString shortened(const QString &text)
{
    return QString::fromLatin1(QCryptographicHash::hash(text.toUtf8(), QCryptographicHash::Sha256).left(16).toHex());
}
} // namespace

QList<SignInGuard::Counted> SignInGuard::countedFor(const Try &tried) const
{
    const QString number = shortened(tried.staffNumber);
    QList<Counted> counted{{QString(u"device:"_s + number + u':' + shortened(tried.device)), freeAtDevice}};
    if (!tried.address.isEmpty() && !SignInStore(m_office.store().database).isKnownAt(tried.staffNumber, shortened(tried.device))) {
        counted << Counted{QString(u"number:"_s + number), freeAnywhere};
        counted << Counted{QString(u"address:"_s + QString::fromLatin1(tried.address)), freeFromAddress};
    }
    return counted;
}

int SignInGuard::waitSeconds(const Try &tried, const QDateTime &now) const
{
    const SignInStore store(m_office.store().database);
    qint64 wait = 0;
    for (const Counted &counted : countedFor(tried)) {
        const auto tries = store.tries(counted.subject);
        if (tries && tries->lockedUntil.isValid())
            wait = std::max(wait, (now.msecsTo(tries->lockedUntil) + 999) / 1000);
    }
    return int(wait);
}

void SignInGuard::noteFailure(const Try &tried, const QDateTime &now)
{
    SignInStore store(m_office.store().database);
    store.forgetBefore(now.addSecs(-forgottenSeconds));
    for (const Counted &counted : countedFor(tried)) {
        SignInStore::Tries tries = store.tries(counted.subject).value_or(SignInStore::Tries());
        ++tries.failures;
        tries.lastAt = now;
        if (const int wait = domain::waitAfter(tries.failures, counted.freeTries); wait > 0)
            tries.lockedUntil = now.addSecs(wait);
        store.put(counted.subject, tries);
    }
}

void SignInGuard::noteSuccess(const Try &tried, const QDateTime &now)
{
    SignInStore store(m_office.store().database);
    // What others did wrong under this number elsewhere, or from this address, is not made good by it.
    store.forget(countedFor(tried).first().subject);
    store.noteKnownAt(tried.staffNumber, shortened(tried.device), now);
}

void SignInGuard::pardon(const QString &staffNumber, const QString &device)
{
    SignInStore store(m_office.store().database);
    store.forget(QString(u"number:"_s + shortened(staffNumber)));
    store.forget(QString(u"device:"_s + shortened(staffNumber) + u':' + shortened(device)));
}

} // namespace office
