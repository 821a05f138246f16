// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/casefile/attachment.h"
#include "domain/jsontime.h"
#include <QStringList>
#include <algorithm>

namespace domain {
using namespace Qt::StringLiterals;

namespace {

const QStringList knownMembers{u"key"_s, u"sha256"_s, u"name"_s, u"media"_s, u"size"_s, u"addedAt"_s, u"addedBy"_s};

struct Medium
{
    QLatin1StringView media, ending;
};
constexpr Medium mediums[] = {{"image/jpeg"_L1, "jpg"_L1},
                              {"image/png"_L1, "png"_L1},
                              {"application/pdf"_L1, "pdf"_L1},
                              {"image/tiff"_L1, "tif"_L1},
                              {"application/ofd"_L1, "ofd"_L1}};

bool isOfd(QByteArrayView begin)
{
    // A ZIP local file header: signature, …, length of the name at 26, the name at 30.
    if (!begin.startsWith("PK\x03\x04") || begin.size() < 30 + 7)
        return false;
    const QByteArrayView name = begin.sliced(30, std::min<qsizetype>(7, begin.size() - 30));
    return name.startsWith("OFD.xml") || name.startsWith("Doc_");
}

} // namespace

QJsonObject Attachment::toJson() const
{
    QJsonObject json = more;
    json[u"key"_s] = key;
    json[u"sha256"_s] = sha256;
    json[u"name"_s] = name;
    json[u"media"_s] = media;
    json[u"size"_s] = size;
    if (addedAt.isValid())
        json[u"addedAt"_s] = instantText(addedAt);
    if (!addedBy.isEmpty())
        json[u"addedBy"_s] = addedBy;
    return json;
}

Result<Attachment> Attachment::fromJson(const QJsonObject &json)
{
    const auto malformed = [](QStringView member) { return refuse(u"attachment.malformed", {{u"member"_s, member.toString()}}); };
    Attachment file;
    file.key = json[u"key"_s].toString();
    file.sha256 = json[u"sha256"_s].toString();
    if (!isBlobName(file.sha256))
        return malformed(u"sha256");
    file.name = json[u"name"_s].toString();
    if (file.name != shownName(file.name))
        return malformed(u"name");
    file.media = json[u"media"_s].toString();
    if (endingOf(file.media).isEmpty())
        return refuse(u"attachment.kind", {{u"name"_s, file.name}});
    file.size = json[u"size"_s].toInteger();
    if (file.size <= 0)
        return refuse(u"attachment.empty", {{u"name"_s, file.name}});
    if (file.size > attachmentBytesMax)
        return refuse(u"attachment.too-large", {{u"name"_s, file.name}, {u"mostMb"_s, attachmentBytesMax >> 20}});
    file.addedAt = instantFromText(json[u"addedAt"_s]);
    file.addedBy = json[u"addedBy"_s].toString();
    for (auto it = json.begin(); it != json.end(); ++it) {
        if (!knownMembers.contains(it.key()))
            file.more.insert(it.key(), it.value());
    }
    return file;
}

bool isBlobName(QStringView text)
{
    constexpr qsizetype digits = 64;
    return text.size() == digits && std::all_of(text.begin(), text.end(), [](QChar c) { return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f'); });
}

QString blobReference(const QString &sha256)
{
    return QString(u"sha256:"_s + sha256);
}

QString blobName(QStringView reference)
{
    const QStringView hash = reference.startsWith(u"sha256:") ? reference.sliced(7) : QStringView();
    return isBlobName(hash) ? hash.toString() : QString();
}

QString mediaOf(QByteArrayView begin)
{
    if (begin.startsWith("\xFF\xD8\xFF"))
        return u"image/jpeg"_s;
    if (begin.startsWith("\x89PNG\r\n\x1A\n"))
        return u"image/png"_s;
    if (begin.startsWith("%PDF-"))
        return u"application/pdf"_s;
    if (begin.startsWith(QByteArrayView("II*\0", 4)) || begin.startsWith(QByteArrayView("MM\0*", 4)))
        return u"image/tiff"_s;
    if (isOfd(begin))
        return u"application/ofd"_s;
    return {};
}

QString endingOf(QStringView media)
{
    for (const Medium &medium : mediums) {
        if (media == medium.media)
            return medium.ending;
    }
    return {};
}

QString shownName(const QString &fileName)
{
    constexpr qsizetype charactersMax = 120;
    QString name;
    for (const QChar c : fileName.section(u'/', -1).section(u'\\', -1)) {
        // Marks that turn the direction of writing could make "fdp.exe" look like "exe.pdf".
        if (c.isPrint() && c.category() != QChar::Other_Format && c.category() != QChar::Other_Control)
            name += c;
    }
    name = name.simplified();
    if (name.size() > charactersMax) {
        const QString ending = name.contains(u'.') ? QString(u'.' + name.section(u'.', -1).left(8)) : QString();
        name = QString(name.left(charactersMax - ending.size()) + ending);
    }
    while (name.startsWith(u'.'))
        name.remove(0, 1);
    return name;
}

} // namespace domain
