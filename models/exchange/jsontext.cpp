// SPDX-License-Identifier: GPL-3.0-or-later
#include "exchange/jsontext.h"
#include <QByteArray>
#include <algorithm>

namespace exchange {

namespace {

/// Walks over JSON text; every function returns whether what it stands for was there, and then stands behind it.
class Scanner
{
public:
    explicit Scanner(QByteArrayView text) : m_at(text.data()), m_end(text.data() + text.size()) {}

    bool object(QList<MemberText> *members)
    {
        if (!take('{') || !deeper())
            return false;
        skipSpace();
        if (!take('}')) {
            do {
                skipSpace();
                const char *name = m_at;
                if (!string())
                    return false;
                const QByteArrayView nameText(name + 1, m_at - name - 2);
                skipSpace();
                if (!take(':'))
                    return false;
                skipSpace();
                const char *start = m_at;
                if (!value())
                    return false;
                if (members)
                    members->append({nameText, QByteArrayView(start, m_at - start)});
                skipSpace();
            } while (take(','));
            if (!take('}'))
                return false;
        }
        --m_depth;
        return true;
    }

    bool atEnd()
    {
        skipSpace();
        return m_at == m_end;
    }

    void skipSpace()
    {
        while (m_at != m_end && (*m_at == ' ' || *m_at == '\t' || *m_at == '\r' || *m_at == '\n'))
            ++m_at;
    }

private:
    bool deeper() { return ++m_depth <= 512; }

    bool take(char wanted)
    {
        if (m_at == m_end || *m_at != wanted)
            return false;
        ++m_at;
        return true;
    }

    bool word(QByteArrayView wanted)
    {
        if (m_end - m_at < wanted.size() || QByteArrayView(m_at, wanted.size()) != wanted)
            return false;
        m_at += wanted.size();
        return true;
    }

    bool value()
    {
        if (m_at == m_end)
            return false;
        switch (*m_at) {
        case '{': return object(nullptr);
        case '[': return array();
        case '"': return string();
        case 't': return word("true");
        case 'f': return word("false");
        case 'n': return word("null");
        default: return number();
        }
    }

    bool array()
    {
        if (!take('[') || !deeper())
            return false;
        skipSpace();
        if (!take(']')) {
            do {
                skipSpace();
                if (!value())
                    return false;
                skipSpace();
            } while (take(','));
            if (!take(']'))
                return false;
        }
        --m_depth;
        return true;
    }

    bool string()
    {
        if (!take('"'))
            return false;
        for (; m_at != m_end && *m_at != '"'; ++m_at) {
            if (uchar(*m_at) < 0x20)
                return false;
            if (*m_at == '\\' && !escape())
                return false;
        }
        return take('"');
    }

    /// Stands on the last character of the escape afterwards.
    bool escape()
    {
        if (++m_at == m_end)
            return false;
        if (*m_at != 'u')
            return QByteArrayView("\"\\/bfnrt").contains(*m_at);
        for (int i = 0; i < 4; ++i) {
            if (++m_at == m_end || !isHex(*m_at))
                return false;
        }
        return true;
    }

    bool digits()
    {
        const char *start = m_at;
        while (m_at != m_end && *m_at >= '0' && *m_at <= '9')
            ++m_at;
        return m_at != start;
    }

    bool number()
    {
        const char *start = m_at;
        if (!writtenNumber())
            return false;
        // Not one that is larger than a double, as Qt's parser says.
        constexpr qsizetype surelySmall = 16;
        bool isKnown = true;
        if (m_at - start > surelySmall || std::any_of(start, m_at, [](char c) { return c == 'e' || c == 'E'; }))
            [[maybe_unused]] const double value = QByteArrayView(start, m_at).toDouble(&isKnown);
        return isKnown;
    }

    bool writtenNumber()
    {
        take('-');
        if (!take('0') && !digits())
            return false;
        if (take('.') && !digits())
            return false;
        if (take('e') || take('E')) {
            if (!take('+'))
                take('-');
            return digits();
        }
        return true;
    }

    static bool isHex(char c)
    {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    }

    const char *m_at;
    const char *m_end;
    int m_depth = 0;
};

} // namespace

std::optional<QList<MemberText>> splitObject(QByteArrayView text)
{
    if (!text.isValidUtf8())
        return std::nullopt;
    QList<MemberText> members;
    Scanner scanner(text);
    scanner.skipSpace();
    if (!scanner.object(&members) || !scanner.atEnd())
        return std::nullopt;
    return members;
}

void appendQuoted(QByteArray &json, QStringView text)
{
    json += '"';
    for (const char c : text.toUtf8()) {
        if (c == '"' || c == '\\') {
            json += '\\';
            json += c;
        } else if (uchar(c) < 0x20) {
            json += "\\u00";
            json += QByteArray(1, c).toHex();
        } else {
            json += c;
        }
    }
    json += '"';
}

} // namespace exchange
