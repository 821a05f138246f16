// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/journalcommand.h"
#include <QFileInfo>
#include <QDir>
#include <QJsonDocument>
#include <cstdio>

namespace server {
using namespace Qt::StringLiterals;

namespace {
void print(const QJsonObject &json)
{
    std::printf("%s\n", QJsonDocument(json).toJson(QJsonDocument::Compact).constData());
}
} // namespace

int printJournalReport(const office::JournalReport &report)
{
    for (const office::JournalFinding &finding : report.findings)
        print(finding.toJson());
    for (const QString &note : report.notes)
        print({{u"note"_s, note}});
    print({{u"rows"_s, report.rows}, {u"links"_s, report.links}, {u"chains"_s, report.chains}, {u"checkpoints"_s, report.checkpoints},
           {u"findings"_s, report.findings.size()}});
    return report.findings.isEmpty() ? 0 : 1;
}

} // namespace server
