// SPDX-License-Identifier: GPL-3.0-or-later
// Papers: {"template": name, "content": …} sets a template of ours with hostile facts; {"text": …, "part": …, "content": …} one a hall brought.
#include "forms/papers/papertemplate.h"
#include "fuzz/fuzzing.h"
#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QSet>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;

FUZZ_JSON(0)

namespace {

/// The tags of a text, without what stands in their attributes: that may be filled in.
void collectTags(QString text, QSet<QString> &tags)
{
    static const QRegularExpression filling(u"\\{\\{[^}]*\\}\\}"_s), tag(u"<(?:[^\">]|\"[^\"]*\")*>"_s), attribute(u"\"[^\"]*\""_s);
    for (auto found = tag.globalMatch(text.remove(filling)); found.hasNext();)
        tags.insert(found.next().captured().remove(attribute));
}

/// Every tag our templates and their parts have, and the one that stands for the end of a line.
const QSet<QString> &ourTags()
{
    static const QSet<QString> tags = [] {
        QSet<QString> all{u"<br>"_s};
        for (const QString &folder : {u":/templates"_s, u":/templates/parts"_s}) {
            for (const QString &name : QDir(folder).entryList(QDir::Files)) {
                QFile file(folder + u'/' + name);
                fuzzing::hold(file.open(QIODevice::ReadOnly), "the templates can be read");
                collectTags(QString::fromUtf8(file.readAll()), all);
            }
        }
        return all;
    }();
    return tags;
}

void setOurs(const QJsonObject &asked)
{
    const auto text = forms::fillTemplate(asked["template"_L1].toString(), asked["content"_L1].toObject());
    if (!text)
        return;
    QSet<QString> tags;
    collectTags(*text, tags);
    for (const QString &found : tags)
        fuzzing::hold(ourTags().contains(found) || found.startsWith(u"<!--"), "what is filled in adds no tag to a paper");
}

void write(const QString &path, const QString &text)
{
    QFile file(path);
    fuzzing::hold(file.open(QIODevice::WriteOnly) && file.write(text.toUtf8()) >= 0, "a template can be laid down");
}

void setTheirs(const QJsonObject &asked)
{
    static const QTemporaryDir folder(QDir(u"/dev/shm"_s).exists() ? u"/dev/shm/fuzz-template-XXXXXX"_s : QString());
    static const bool made = QDir(folder.path()).mkpath(u"parts"_s);
    fuzzing::hold(made, "a folder for templates can be made");
    write(folder.filePath(u"own.html"_s), asked["text"_L1].toString());
    write(folder.filePath(u"parts/part.html"_s), asked["part"_L1].toString());
    const auto text = forms::fillTemplate(u"own"_s, asked["content"_L1].toObject(), folder.path());
    fuzzing::hold(text.ok() || text.refusal().code == "paper.template"_L1, "a bad template is refused as one");
}

} // namespace

extern "C" int LLVMFuzzerInitialize(int *, char ***)
{
    const auto linked = forms::fillTemplate(u"receipt"_s, {}); // our templates
    Q_UNUSED(linked)
    ourTags();
    return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const auto asked = fuzzing::objectOf(fuzzing::Input(data, size).rest());
    if (asked)
        asked->contains("text"_L1) ? setTheirs(*asked) : setOurs(*asked);
    return 0;
}
