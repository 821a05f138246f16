// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QByteArrayView>
#include <QList>
#include <QStringView>
#include <optional>

namespace exchange {

/// One member of a JSON object as it stands in its text.
struct MemberText
{
    QByteArrayView name;  ///< between the quotes, escapes as written
    QByteArrayView value; ///< the whole value with its quotes or brackets
};

/// Cuts the text of one JSON object into its members and checks every byte of it by RFC 8259, without making values: a
/// document's body can be handed on as text and is known to be sound. Deeper than 512 or anything but one object:
/// nothing.
std::optional<QList<MemberText>> splitObject(QByteArrayView text);

/// Appends a text with quotes and escapes.
void appendQuoted(QByteArray &json, QStringView text);

} // namespace exchange
