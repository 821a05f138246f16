// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "office/office.h"

namespace office {

/// What is held about one person, put together for that person (个人信息保护法 第45条: 查阅、复制). Made at the centre, where
/// everything is; a window could only tell what it happens to have.
class SubjectFile
{
public:
    explicit SubjectFile(Office &office) : m_office(office) {}

    /// {applicant, cases, licences, workorders, messages, looked, made}: numbers in full, for they are the person's own. Who looked is
    /// told as who, when and what for. Ratings are not in it: who rated how is told to nobody (GB/T 39734 §4.1). Only what
    /// these scopes show. Refusals: document.unknown.
    domain::Result<QJsonObject> collect(const QString &applicant, const QStringList &scopes) const;

private:
    Office &m_office;
};

} // namespace office
