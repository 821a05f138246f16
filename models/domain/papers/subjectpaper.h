// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/papers/paper.h"
#include <functional>

namespace domain {

/// 个人信息清单: everything held about a person, for that person (个人信息保护法 第45条), as it came from the centre. `stateName` gives the
/// word for the state of a case. Kind "subject-file"; no case is its own, so it stands in no list of papers to print again.
Paper composeSubjectFile(const QJsonObject &file, const PaperContext &context, const std::function<QString(const QString &state)> &stateName);

} // namespace domain
