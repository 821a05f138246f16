// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/result.h"
#include <QByteArray>
#include <QDateTime>
#include <QMap>
#include <QUrl>

namespace server {

/// Whom a channel leads to, as the file partners.json says. What is secret stands in that file only, never in the database.
struct Partner
{
    QString channel;
    QUrl url;                ///< where to post to; empty: into a file
    QByteArray bearer;       ///< for Authorization
    QByteArray key;          ///< shared: signs what goes out and what comes back
    int timeoutSeconds = 10;
    QString authoritiesFile; ///< PEM; empty: the system's
};

/// All partners of a centre.
class Partners
{
public:
    Partners() = default;
    /// {"channels": {"sms": {"url", "bearer"?, "key"?, "timeoutSeconds"?, "authorities"?}, …}}. A file that is not there names nobody. Refusals:
    /// partners.unreadable {file, detail}, partners.malformed {channel, member}.
    static domain::Result<Partners> read(const QString &file);
    void put(const Partner &partner) { m_partners.insert(partner.channel, partner); }
    /// Nothing: nobody is named for it.
    const Partner *of(const QString &channel) const;

private:
    QMap<QString, Partner> m_partners;
};

inline constexpr char signatureHeader[] = "OneWindow-Signature";
/// "t=1763784000,v1=<hex>": HMAC-SHA-256 of "<t>.<body>" with the shared key, in both directions.
QByteArray signatureOf(const QByteArray &key, const QByteArray &body, const QDateTime &at);
/// Refusals: partner.signature; partner.stale {seconds}: older or newer than five minutes, so that nothing that was overheard can be told again
/// later.
domain::Result<domain::Done> checkSignature(const QByteArray &key, const QByteArray &body, const QByteArray &signature, const QDateTime &now);

} // namespace server
