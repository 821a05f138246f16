// SPDX-License-Identifier: GPL-3.0-or-later
#include "office/keychange.h"
#include "office/store.h"

namespace office {
using domain::Result;

Result<int> signPendingAgain(Office &office)
{
    return office.guarded<int>([&]() -> Result<int> {
        Store &store = office.store();
        storage::Transaction transaction(store.database);
        constexpr int all = 1'000'000;
        int signedAgain = 0;
        for (storage::JournalRow &row : store.journal.pending(office.stream(), all)) {
            office.sign(row.operation);
            store.journal.moveTo(row);
            ++signedAgain;
        }
        transaction.commit();
        return signedAgain;
    });
}

} // namespace office
