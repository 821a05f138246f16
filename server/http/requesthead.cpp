// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/requesthead.h"
#include <algorithm>

namespace server {

namespace {

Trouble trouble(int status, QStringView code, QStringView title) { return {status, code.toString(), title.toString()}; }

bool equals(QByteArrayView a, QByteArrayView b) { return a.compare(b, Qt::CaseInsensitive) == 0; }

bool isHexDigit(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

bool isDigits(const QByteArray &text)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// Printable ASCII, complete percent triplets, no NUL, no fragment.
bool isSoundTarget(const QByteArray &target)
{
    for (qsizetype i = 0; i < target.size(); ++i) {
        const char c = target[i];
        if (c <= ' ' || c > '~' || c == '#')
            return false;
        if (c != '%')
            continue;
        if (i + 2 >= target.size() || !isHexDigit(target[i + 1]) || !isHexDigit(target[i + 2]))
            return false;
        if (target[i + 1] == '0' && target[i + 2] == '0')
            return false;
    }
    return !target.isEmpty();
}

/// "http://host/path?query" → "/path?query"; nothing when it is not of this form.
std::optional<QByteArray> withoutAuthority(const QByteArray &target)
{
    const qsizetype colon = target.indexOf("://");
    if (colon < 0 || (!equals(target.left(colon), "http") && !equals(target.left(colon), "https")))
        return std::nullopt;
    const auto end = std::find_if(target.begin() + colon + 3, target.end(), [](char c) { return c == '/' || c == '?'; });
    QByteArray rest = target.mid(end - target.begin());
    if (!rest.startsWith('/'))
        rest.prepend('/');
    return rest;
}

} // namespace

std::optional<Trouble> RequestHead::takeLine(const QByteArray &method, const QByteArray &target, bool http11)
{
    isHttp11 = http11;
    isHead = method == "HEAD";
    request.isHead = isHead;
    request.method = isHead ? QByteArrayLiteral("GET") : method;
    m_headerBytes = method.size() + target.size();
    if (target.size() > m_targetBytesMax)
        return trouble(414, u"request.target-too-long", u"The request target is too long");
    request.target = target;
    return std::nullopt;
}

std::optional<Trouble> RequestHead::takeField(const QByteArray &name, const QByteArray &value)
{
    constexpr qsizetype framing = 4;      // ": " and the line's end: an empty field takes memory too
    m_headerBytes += name.size() + value.size() + framing;
    if (m_headerBytes > m_headerBytesMax)
        return trouble(431, u"request.header-too-large", u"The header is too large");
    if (m_finished)
        return std::nullopt;
    const QByteArray key = name.toLower();
    m_hosts += key == "host";
    m_lengths += key == "content-length";
    m_codings += key == "transfer-encoding";
    const auto known = request.headers.find(key);
    if (known == request.headers.end())
        request.headers.insert(key, value);
    else
        known->append(key == "cookie" ? "; " : ", ").append(value);
    return std::nullopt;
}

std::optional<Trouble> RequestHead::unsoundness()
{
    if (m_hosts > 1 || (m_hosts == 0 && isHttp11))
        return trouble(400, u"request.host", u"Exactly one Host field is required");
    if (auto wrong = unsoundFraming())
        return wrong;
    if (!splitTarget())
        return trouble(400, u"request.target", u"The request target is not understood");
    const QByteArray coding = request.header("content-encoding");
    if (!coding.isEmpty() && !equals(coding, "identity"))
        return trouble(415, u"request.content-encoding", u"A compressed body is not accepted");
    if (isHttp11 && request.headers.contains("expect") && !expectsContinue())
        return trouble(417, u"request.expectation", u"Only 100-continue can be expected");
    return std::nullopt;
}

bool RequestHead::expectsContinue() const { return isHttp11 && equals(request.header("expect"), "100-continue"); }

std::optional<Trouble> RequestHead::unsoundFraming() const
{
    if (m_codings > 0 && (m_lengths > 0 || !isHttp11))
        return trouble(400, u"request.framing", u"The length of the body is stated in two ways");
    if (m_codings > 1 || (m_codings == 1 && !equals(request.header("transfer-encoding"), "chunked")))
        return trouble(501, u"request.transfer-encoding", u"Only the transfer encoding chunked is known");
    if (m_lengths > 1 || (m_lengths == 1 && !isDigits(request.header("content-length"))))
        return trouble(400, u"request.content-length", u"The Content-Length is not one number");
    return std::nullopt;
}

bool RequestHead::splitTarget()
{
    if (!isSoundTarget(request.target))
        return false;
    const bool ownForm = request.target.startsWith('/') || request.target == "*";
    const std::optional<QByteArray> local = ownForm ? request.target : withoutAuthority(request.target);
    if (!local)
        return false;
    const qsizetype question = local->indexOf('?');
    request.path = question < 0 ? *local : local->left(question);
    request.query = question < 0 ? QByteArray() : local->mid(question + 1);
    return true;
}

} // namespace server
