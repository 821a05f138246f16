// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "storage/agendastore.h"
#include "storage/applicantstore.h"
#include "storage/blobstore.h"
#include "storage/casestore.h"
#include "storage/centrestores.h"
#include "storage/database.h"
#include "storage/deskstores.h"
#include "storage/documentstore.h"
#include "storage/dutystore.h"
#include "storage/journalstore.h"
#include "storage/licencestore.h"
#include "storage/outgoingstore.h"
#include "storage/orderstore.h"
#include "storage/oversightstores.h"
#include "storage/ratingstore.h"
#include "storage/responsibilitystore.h"
#include "storage/search/searchstore.h"
#include "storage/workstore.h"

namespace office {

/// One open database and a store for each of its tables.
struct Store
{
    Store(const QString &path, storage::Database::Access access, const QByteArray &key = {}) : database(path, access, key) {}

    storage::Database database;
    storage::DocumentStore documents{database};
    storage::CaseStore cases{database};
    storage::ApplicantStore applicants{database};
    storage::SearchStore search{database};
    storage::JournalStore journal{database};
    storage::SettingStore settings{database};
    storage::DraftStore drafts{database};
    storage::LeaseStore leases{database};
    storage::CursorStore cursors{database};
    storage::VerifierStore verifiers{database};
    storage::FeedStore feed{database};
    storage::StreamStore streams{database};
    storage::ReceiptStore receipts{database};
    storage::CredentialStore credentials{database};
    storage::BlobStore blobs{database};
    storage::EnrolmentStore enrolments{database};
    storage::ContactStore contacts{database};
    storage::ScopeStore scopes{database};
    storage::NumberRegister numberRegister{database};
    storage::OutgoingStore outgoing{database};
    storage::LicenceStore licences{database};
    storage::AgendaStore agenda{database};
    storage::OrderStore orders{database};
    storage::RatingStore ratings{database};
    storage::WorkStore work{database};
    storage::DutyStore duties{database};
    storage::ResponsibilityStore responsibilities{database};
};

} // namespace office
