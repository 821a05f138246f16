// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/shell/deskkeystore.h"
#include <QRandomGenerator>
#include <QTimer>
#include <memory>
#include <qt6keychain/keychain.h>

namespace app {
using namespace Qt::StringLiterals;
using domain::Result;

namespace {

constexpr qsizetype secretBytes = 32;
const QString service = u"onewindow"_s;

/// Whoever ends first ends it: the key store, or the deadline.
struct Asking
{
    DeskKeyStore::Ended ended;
    void end(const Result<QByteArray> &result)
    {
        if (const auto tell = std::exchange(ended, {}))
            tell(result);
    }
};

domain::Refusal refusalOf(const QKeychain::Job &job)
{
    return domain::refuse(u"desk.no-key-store", {{u"reason"_s, job.errorString()}});
}

} // namespace

void DesktopKeyStore::ask(const QString &installation, int deadlineMs, Ended ended)
{
    const auto asking = std::make_shared<Asking>(Asking{std::move(ended)});
    QTimer::singleShot(deadlineMs, this, [asking] { asking->end(domain::refuse(u"desk.no-key-store", {{u"reason"_s, u"no answer"_s}})); });
    auto *read = new QKeychain::ReadPasswordJob(service, this);
    read->setKey(installation);
    connect(read, &QKeychain::Job::finished, this, [this, asking, installation, read](QKeychain::Job *) {
        if (read->error() == QKeychain::NoError && read->binaryData().size() == secretBytes)
            return asking->end(read->binaryData());
        if (read->error() != QKeychain::EntryNotFound)
            return asking->end(refusalOf(*read));
        QByteArray secret(secretBytes, '\0');
        QRandomGenerator::system()->fillRange(reinterpret_cast<quint32 *>(secret.data()), secret.size() / qsizetype(sizeof(quint32)));
        auto *write = new QKeychain::WritePasswordJob(service, this);
        write->setKey(installation);
        write->setBinaryData(secret);
        connect(write, &QKeychain::Job::finished, this, [asking, secret, write](QKeychain::Job *) {
            asking->end(write->error() == QKeychain::NoError ? Result<QByteArray>(secret) : Result<QByteArray>(refusalOf(*write)));
        });
        write->start();
    });
    read->start();
}

} // namespace app
