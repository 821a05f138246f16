// SPDX-License-Identifier: GPL-3.0-or-later
#include "exchange/changes.h"
#include "exchange/jsontext.h"
#include "exchange/members.h"
#include "exchange/problem.h"

namespace exchange {
using namespace Qt::StringLiterals;
using domain::ChangeRow;
using domain::Cursor;
using domain::Done;
using domain::Refusal;
using domain::Result;
using domain::ScopePage;

namespace {
constexpr QByteArrayView crcMember = ",\"crc\":\"";
constexpr qsizetype crcTailBytes = crcMember.size() + 8 + 2; // eight digits, quote, brace

void appendMember(QByteArray &line, QByteArrayView name, QStringView text)
{
    line.append(",\"").append(name.data(), name.size()).append("\":");
    appendQuoted(line, text);
}

void appendMember(QByteArray &line, QByteArrayView name, qint64 number)
{
    line.append(",\"").append(name.data(), name.size()).append("\":").append(QByteArray::number(number));
}

void appendRow(QByteArray &text, const QString &scope, const ChangeRow &row)
{
    static constexpr std::array<QByteArrayView, 3> kinds{"put", "leave", "erase"};
    const QByteArrayView kind = kinds[size_t(row.kind)];
    text.append("{\"t\":\"").append(kind.data(), kind.size()).append('"');
    appendMember(text, "s", scope);
    appendMember(text, "q", row.seq);
    appendMember(text, "id", row.id);
    if (row.kind == ChangeRow::Kind::Put) {
        Q_ASSERT(!row.bodyText.contains('\n'));
        appendMember(text, "k", row.documentKind);
        appendMember(text, "v", row.version);
        text.append(",\"sc\":[");
        for (qsizetype i = 0; i < row.scopes.size(); ++i) {
            if (i > 0)
                text.append(',');
            appendQuoted(text, row.scopes[i]);
        }
        text.append("],\"d\":").append(row.bodyText);
    } else if (row.kind == ChangeRow::Kind::Leave && !row.why.isEmpty()) {
        appendMember(text, "why", row.why);
        if (!row.to.isEmpty())
            appendMember(text, "to", row.to);
    }
    text.append("}\n");
}

/// An object of the line's members; the body, which is left as text, is not among them.
QJsonObject headOf(const QList<MemberText> &members)
{
    QByteArray text("{");
    for (const MemberText &member : members) {
        if (member.name == "d")
            continue;
        if (text.size() > 1)
            text.append(',');
        text.append('"').append(member.name.data(), member.name.size()).append("\":");
        text.append(member.value.data(), member.value.size());
    }
    text.append('}');
    const auto head = parseObject(text);
    return head ? *head : QJsonObject();
}

QByteArrayView bodyOf(const QList<MemberText> &members)
{
    for (const MemberText &member : members) {
        if (member.name == "d")
            return member.value;
    }
    return {};
}
} // namespace

QByteArray encodeChangesRequest(const ChangesRequest &request)
{
    QJsonArray scopes;
    for (const ScopeCursor &scope : request.scopes)
        scopes.append(QJsonObject{{u"s"_s, scope.scope}, {u"since"_s, scope.since.toText()}});
    QJsonObject json{{u"proto"_s, request.protocol},   {u"schema"_s, request.schema},     {u"scope_set"_s, request.scopeSet},
                     {u"max_bytes"_s, request.maxBytes}, {u"wait"_s, request.waitSeconds}, {u"scopes"_s, scopes}};
    if (!request.priority.isEmpty())
        json[u"priority"_s] = QJsonArray::fromStringList(request.priority);
    return compact(json);
}

Result<ChangesRequest> decodeChangesRequest(QByteArrayView text)
{
    const auto json = parseObject(text);
    if (!json)
        return json.refusal();
    Members members(*json);
    ChangesRequest request;
    request.protocol = int(members.whole("proto"_L1, 0, 1'000'000));
    if (!members.ok())
        return members.refusal();
    if (const auto spoken = checkProtocol(request.protocol); !spoken)
        return spoken.refusal();
    request.schema = int(members.optionalWhole("schema"_L1, 1, 1, 1'000'000));
    request.scopeSet = members.optionalWhole("scope_set"_L1, 0);
    request.maxBytes = qMin(members.optionalWhole("max_bytes"_L1, changesBytesMax, 1), changesBytesMax);
    request.waitSeconds = int(qMin<qint64>(members.optionalWhole("wait"_L1, 0), changesWaitSecondsMax));
    request.priority = members.optionalTexts("priority"_L1);
    const QJsonArray scopes = members.array("scopes"_L1);
    if (scopes.size() > changesScopesMax)
        return domain::refuse(u"wire.too-many", {{u"most"_s, changesScopesMax}});
    for (qsizetype i = 0; i < scopes.size(); ++i) {
        Members scope(scopes[i].toObject(), at(u"scopes", i));
        const QString name = scope.text("s"_L1);
        const auto since = Cursor::fromText(scope.optionalText("since"_L1));
        if (!since)
            scope.fail(u"since");
        if (!scope.ok())
            members.fail(scope.refusal());
        request.scopes.append({name, since.value_or(Cursor{})});
    }
    if (!members.ok())
        return members.refusal();
    return request;
}

QByteArray encodePage(const ScopePage &page)
{
    Q_ASSERT(page.problem || !page.epoch.isEmpty());
    QByteArray text("{\"t\":\"scope\"");
    qsizetype bytes = 256;
    for (const ChangeRow &row : page.rows)
        bytes += row.bodyText.size() + 256;
    text.reserve(bytes);
    appendMember(text, "s", page.scope);
    appendMember(text, "head", page.head);
    text.append("}\n");
    for (const ChangeRow &row : page.rows)
        appendRow(text, page.scope, row);
    text.append("{\"t\":\"end\"");
    appendMember(text, "s", page.scope);
    if (page.problem) {
        text.append(",\"problem\":").append(compact(problemJson(*page.problem)));
    } else {
        appendMember(text, "upto", Cursor{page.epoch, page.upto}.toText());
        text.append(page.more ? ",\"more\":true" : ",\"more\":false");
    }
    appendMember(text, "count", page.rows.size());
    Crc32 crc;
    crc.add(text);
    return text.append(crcMember.data(), crcMember.size()).append(crc.text()).append("\"}\n");
}

QByteArray encodeScopeSetChange(const ScopeSetChange &change)
{
    return compact({{u"t"_s, u"scopes"_s},
                    {u"set"_s, change.set},
                    {u"add"_s, QJsonArray::fromStringList(change.add)},
                    {u"drop"_s, QJsonArray::fromStringList(change.drop)}})
        .append('\n');
}

QByteArray encodeWanted(const QStringList &blobs)
{
    return compact({{u"t"_s, u"wanted"_s}, {u"blobs"_s, QJsonArray::fromStringList(blobs)}}).append('\n');
}

Result<Done> ChangesReader::feed(QByteArrayView bytes)
{
    if (m_refusal)
        return *m_refusal;
    if (!m_begun && !bytes.isEmpty()) {
        // A page of some gateway's sign-in is told from a damaged answer by its very first byte.
        if (bytes.front() != '{')
            return refuse(domain::refuse(u"wire.not-json", {{u"html"_s, bytes.trimmed().startsWith('<')}}));
        m_begun = true;
    }
    while (!bytes.isEmpty()) {
        const qsizetype end = bytes.indexOf('\n');
        const QByteArrayView piece = end < 0 ? bytes : bytes.first(end);
        if (m_rest.size() + piece.size() > m_limits.lineBytesMax)
            return refuse(domain::refuse(u"wire.too-large", {{u"most"_s, m_limits.lineBytesMax}}));
        if (end < 0) {
            m_rest.append(piece.data(), piece.size());
            break;
        }
        bytes = bytes.sliced(end + 1);
        QByteArrayView line = piece;
        QByteArray whole;
        if (!m_rest.isEmpty()) {
            whole = std::exchange(m_rest, {}).append(piece.data(), piece.size());
            line = whole;
        }
        ++m_lines;
        if (const auto taken = takeLine(line); !taken)
            return refuse(taken.refusal());
    }
    return Done{};
}

Result<Done> ChangesReader::finish()
{
    if (m_refusal)
        return *m_refusal;
    if (m_page || !m_rest.isEmpty())
        return refuse(torn());
    return Done{};
}

Result<Done> ChangesReader::takeLine(QByteArrayView text)
{
    const auto members = splitObject(text);
    if (!members)
        return torn();
    const QJsonObject line = headOf(*members);
    const QString type = line[u"t"_s].toString();
    m_pageBytes += text.size();
    if (m_page && m_pageBytes > m_limits.pageBytesMax)
        return domain::refuse(u"wire.too-large", {{u"most"_s, m_limits.pageBytesMax}});
    if (type == "scope"_L1)
        return beginPage(line, text);
    if (type == "put"_L1)
        return addRow(ChangeRow::Kind::Put, line, text, bodyOf(*members));
    if (type == "leave"_L1)
        return addRow(ChangeRow::Kind::Leave, line, text, {});
    if (type == "erase"_L1)
        return addRow(ChangeRow::Kind::Erase, line, text, {});
    if (type == "end"_L1)
        return endPage(line, text);
    // Within a page an unknown row would be a change that is missed; between pages it is a hint of a newer centre.
    if (m_page)
        return torn();
    if (type == "wanted"_L1)
        return readWanted(line);
    return type == "scopes"_L1 ? readScopeSetChange(line) : Done{};
}

Result<Done> ChangesReader::beginPage(const QJsonObject &line, QByteArrayView text)
{
    if (m_page)
        return torn();
    Members members(line, u"scope"_s);
    ScopePage page;
    page.scope = members.text("s"_L1);
    page.head = members.whole("head"_L1);
    if (!members.ok())
        return members.refusal();
    m_page = page;
    m_pageBytes = text.size();
    m_crc = {};
    m_crc.add(text);
    m_crc.add("\n");
    return Done{};
}

Result<Done> ChangesReader::addRow(ChangeRow::Kind kind, const QJsonObject &line, QByteArrayView text, QByteArrayView body)
{
    Members members(line, line[u"t"_s].toString());
    ChangeRow row;
    row.kind = kind;
    const QString scope = members.text("s"_L1);
    if (!m_page || scope != m_page->scope)
        return torn();
    row.seq = members.whole("q"_L1, m_page->rows.isEmpty() ? 0 : m_page->rows.last().seq, m_page->head);
    row.id = members.text("id"_L1);
    if (kind == ChangeRow::Kind::Put) {
        row.documentKind = members.text("k"_L1);
        row.version = members.whole("v"_L1, 1);
        row.scopes = members.texts("sc"_L1);
        if (!body.startsWith('{'))
            members.fail(u"d");
        row.bodyText = body.toByteArray();
    }
    row.why = members.optionalText("why"_L1);
    row.to = members.optionalText("to"_L1);
    if (!members.ok())
        return members.refusal();
    m_page->rows.append(row);
    m_crc.add(text);
    m_crc.add("\n");
    return Done{};
}

Result<Done> ChangesReader::endPage(const QJsonObject &line, QByteArrayView text)
{
    if (!m_page || text.size() < crcTailBytes)
        return torn();
    const QByteArrayView tail = text.last(crcTailBytes);
    m_crc.add(text.chopped(crcTailBytes));
    const QByteArray wanted = m_crc.text();
    if (!tail.startsWith(crcMember) || tail.sliced(crcMember.size(), 8) != wanted)
        return torn();
    Members members(line, u"end"_s);
    if (members.text("s"_L1) != m_page->scope || members.whole("count"_L1) != m_page->rows.size())
        return torn();
    if (members.has("problem"_L1)) {
        const auto problem = problemFromJson(members.object("problem"_L1));
        if (!problem)
            members.fail(u"problem");
        else
            m_page->problem = *problem;
    } else {
        const auto upto = Cursor::fromText(members.text("upto"_L1));
        if (!upto || upto->epoch.isEmpty() || (!m_page->rows.isEmpty() && upto->seq < m_page->rows.last().seq))
            members.fail(u"upto");
        m_page->epoch = upto.value_or(Cursor{}).epoch;
        m_page->upto = upto.value_or(Cursor{}).seq;
        m_page->more = members.truth("more"_L1);
    }
    if (!members.ok())
        return members.refusal();
    m_pages.append(std::move(*m_page));
    m_page.reset();
    return Done{};
}

Result<Done> ChangesReader::readScopeSetChange(const QJsonObject &line)
{
    Members members(line, u"scopes"_s);
    ScopeSetChange change;
    change.set = members.whole("set"_L1);
    change.add = members.optionalTexts("add"_L1);
    change.drop = members.optionalTexts("drop"_L1);
    if (!members.ok())
        return members.refusal();
    m_scopeSetChange = change;
    return Done{};
}

Result<Done> ChangesReader::readWanted(const QJsonObject &line)
{
    Members members(line, u"wanted"_s);
    m_wanted = members.texts("blobs"_L1);
    if (!members.ok())
        return members.refusal();
    return Done{};
}

Result<Done> ChangesReader::refuse(const Refusal &refusal)
{
    m_refusal = refusal;
    m_page.reset();
    m_rest.clear();
    return refusal;
}

Refusal ChangesReader::torn() const
{
    return domain::refuse(u"wire.torn", {{u"line"_s, m_lines}});
}

QList<ScopePage> ChangesReader::takePages()
{
    return std::exchange(m_pages, {});
}

std::optional<ScopeSetChange> ChangesReader::takeScopeSetChange()
{
    return std::exchange(m_scopeSetChange, std::nullopt);
}

QStringList ChangesReader::takeWanted()
{
    return std::exchange(m_wanted, {});
}

} // namespace exchange
