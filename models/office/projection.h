// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/document.h"
#include <QList>

namespace office {

struct Store;
class Rulebook;

/// Whether documents of this kind have searched, filtered or sorted members.
bool isProjected(const QString &kind);
/// Writes the searched, filtered and sorted members of a document beside it. Reference documents have none.
void project(Store &store, const Rulebook &rules, const domain::Document &document);
/// The same for many, quicker than one by one.
void project(Store &store, const Rulebook &rules, const QList<domain::Document> &documents);
/// The document is gone: so are its members.
void unproject(Store &store, const QString &id);

} // namespace office
