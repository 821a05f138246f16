// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/routes/filework.h"
#include "server/routes/route.h"
#include <QRandomGenerator>
#include <QSemaphore>

namespace server {

namespace {

QSemaphore &places()
{
    static QSemaphore free(FileWork::placesMax);
    return free;
}

} // namespace

FileWork::FileWork() : m_has(places().tryAcquire()) {}

FileWork::~FileWork()
{
    if (m_has)
        places().release();
}

Response FileWork::busy()
{
    constexpr int secondsMin = 2, secondsMax = 6;
    Response response = problem(domain::refuse(u"blob.busy"));
    response.headers.insert("Retry-After", QByteArray::number(QRandomGenerator::global()->bounded(secondsMin, secondsMax + 1)));
    return response;
}

} // namespace server
