// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/sync/sync.h"
#include "exchange/crc32.h"
#include "exchange/version.h"

namespace exchange {

/// Most scopes one counter may ask for at once.
inline constexpr int changesScopesMax = 64;
inline constexpr qint64 changesBytesMax = 4 * 1024 * 1024;
inline constexpr int changesWaitSecondsMax = 25;
inline constexpr QLatin1StringView changesType{"application/x-ndjson"};

/// Where a client stands in one scope.
struct ScopeCursor
{
    QString scope;
    domain::Cursor since;
    bool operator==(const ScopeCursor &other) const
    {
        return scope == other.scope && since.epoch == other.since.epoch && since.seq == other.since.seq;
    }
};

/// "What happened since?", for several scopes at once.
struct ChangesRequest
{
    int protocol = protocolMax;
    int schema = 1;                    ///< Of the documents the client understands.
    qint64 scopeSet = 0;               ///< Version of the list of scopes the client was told last.
    qint64 maxBytes = changesBytesMax; ///< About how much one scope's page may hold.
    int waitSeconds = 0;               ///< Hold the answer this long while there is nothing to say.
    QList<ScopeCursor> scopes;
    QStringList priority;              ///< Scopes to be answered first.
    bool operator==(const ChangesRequest &) const = default;
};

QByteArray encodeChangesRequest(const ChangesRequest &request);
/// Refuses with wire.not-json, wire.too-new, wire.too-old, wire.too-many {most}, wire.malformed {member}. Bytes and wait
/// above the limits are cut down to them.
domain::Result<ChangesRequest> decodeChangesRequest(QByteArrayView text);

/// The list of scopes changed while the client was away.
struct ScopeSetChange
{
    qint64 set = 0;
    QStringList add;
    QStringList drop;
    bool operator==(const ScopeSetChange &) const = default;
};

/// The lines of one scope (NDJSON, each ended by LF):
///   {"t":"scope","s":"d/610116","head":88121}
///   {"t":"put","s":…,"q":88107,"id":…,"k":"case","v":9,"sc":["d/610116"],"d":{…}}
///   {"t":"leave","s":…,"q":88119,"id":…,"why":"moved","to":"d/610113"}
///   {"t":"erase","s":…,"q":…,"id":…}
///   {"t":"end","s":…,"upto":"e-19c2.88121","more":false,"count":2,"crc":"1c291ca3"}
/// For a scope with a problem there are no rows, and "problem" stands in place of "upto" and "more".
/// "crc" is the last member of its line and covers every byte of the page before the characters `,"crc":`, from the
/// beginning of the scope line: heads and cursors too, not the rows alone.
QByteArray encodePage(const domain::ScopePage &page);
/// {"t":"scopes","set":32,"add":[…],"drop":[…]}
QByteArray encodeScopeSetChange(const ScopeSetChange &change);
/// {"t":"wanted","blobs":["sha256:…"]}: attachments the centre lacks and believes this device has
QByteArray encodeWanted(const QStringList &blobs);

/// Reads the answer to a ChangesRequest as it arrives. A page is given out only when its end line has come and count and
/// check sum agree; of a torn or garbled one nothing is ever seen.
class ChangesReader
{
public:
    struct Limits
    {
        qint64 lineBytesMax = 8 * 1024 * 1024;
        qint64 pageBytesMax = 64 * 1024 * 1024;
    };

    ChangesReader() = default;
    explicit ChangesReader(Limits limits) : m_limits(limits) {}

    /// Takes the next bytes. Refuses with wire.not-json {html} when this is no answer of the centre at all, wire.torn
    /// {line} when it is damaged, wire.malformed {member} when a sound line lacks something, wire.too-large {most}.
    /// Once it refused it goes on refusing; pages that were complete before can still be taken.
    domain::Result<domain::Done> feed(QByteArrayView bytes);
    /// The answer ended here. Refuses with wire.torn when something was still to come.
    domain::Result<domain::Done> finish();

    /// The pages completed since the last call.
    QList<domain::ScopePage> takePages();
    std::optional<ScopeSetChange> takeScopeSetChange();
    QStringList takeWanted();

private:
    domain::Result<domain::Done> takeLine(QByteArrayView line);
    domain::Result<domain::Done> beginPage(const QJsonObject &line, QByteArrayView text);
    domain::Result<domain::Done> addRow(domain::ChangeRow::Kind kind, const QJsonObject &line, QByteArrayView text,
                                        QByteArrayView body);
    domain::Result<domain::Done> endPage(const QJsonObject &line, QByteArrayView text);
    domain::Result<domain::Done> readScopeSetChange(const QJsonObject &line);
    domain::Result<domain::Done> readWanted(const QJsonObject &line);
    domain::Result<domain::Done> refuse(const domain::Refusal &refusal);
    domain::Refusal torn() const;

    Limits m_limits;
    QByteArray m_rest;         ///< An unfinished line.
    qint64 m_lines = 0;
    bool m_begun = false;      ///< The first byte was seen and is one of ours.
    std::optional<domain::Refusal> m_refusal;
    std::optional<domain::ScopePage> m_page;
    qint64 m_pageBytes = 0;
    Crc32 m_crc;
    QList<domain::ScopePage> m_pages;
    std::optional<ScopeSetChange> m_scopeSetChange;
    QStringList m_wanted;
};

} // namespace exchange
