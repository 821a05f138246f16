// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/devices/simulatedidentityreader.h"

namespace app {

/// A simulated reader whose card is a file, read anew each time: {"name", "sex": "male" | "female", "birth", "address",
/// "number"}. For demonstrations and tests of the whole program; without the file no card lies on the reader.
class CardFileReader : public SimulatedIdentityReader
{
    Q_OBJECT

public:
    explicit CardFileReader(const QString &path, QObject *parent = nullptr);
    void read() override;

private:
    QString m_path;
};

} // namespace app
