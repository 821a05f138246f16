// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/papers/paper.h"

namespace domain {

// What the papers of a case's later life say besides what every paper says: from the special procedure to the handing out.

/// 特别程序告知书 (行政许可法 第45条): the last procedure begun, its days, the dates that follow.
void addSpecialProcedure(QJsonObject &content, const PaperContext &context);
/// 延期办理告知书 (第42条): days, reason, new dates.
void addExtension(QJsonObject &content, const PaperContext &context);
/// 准予、不予行政许可决定书 (第38条): what was decided, by whom, why not.
void addDecision(QJsonObject &content, const PaperContext &context);
/// 送达回证: what was handed over, how, to whom.
void addService(QJsonObject &content, const PaperContext &context);
/// 办结单, 退件通知书: how it ended and when.
void addEnd(QJsonObject &content, const PaperContext &context);
/// 补充材料收件凭证: what came this time, what is still owed.
void addSupplement(QJsonObject &content, const PaperContext &context);
/// 物流面单: from whom, to whom, what. Telephone numbers masked, as the courier reaches people through the order.
void addWaybill(QJsonObject &content, const PaperContext &context);

} // namespace domain
