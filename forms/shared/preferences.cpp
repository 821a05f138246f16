// SPDX-License-Identifier: GPL-3.0-or-later
#include "forms/shared/preferences.h"
#include <QHeaderView>
#include <QTimer>

using namespace Qt::StringLiterals;

namespace forms {
namespace {

const QString languageKey = u"language"_s;
const QString themeKey = u"theme"_s;
const QString fontKey = u"font-pt"_s;
const QString printerKey = u"printer"_s;

constexpr int columnSaveDelayMs = 400;

QString terminalPath(const QString &key)
{
    return u"terminal/"_s + key;
}

QString previewKey(const QString &paperKind)
{
    return u"preview/"_s + paperKind;
}

} // namespace

Preferences::Preferences(const QString &filePath, QObject *parent)
    : QObject(parent), m_settings(filePath, QSettings::IniFormat)
{
}

Preferences *Preferences::of(const QObject &desk)
{
    return desk.findChild<Preferences *>(QString(), Qt::FindDirectChildrenOnly);
}

void Preferences::setStaff(const QString &staffId)
{
    if (m_staffId == staffId)
        return;
    m_staffId = staffId;
    Q_EMIT changed({});
}

QString Preferences::personalPath(const QString &key) const
{
    return m_staffId.isEmpty() ? terminalPath(key) : QString(u"staff/"_s + m_staffId + u'/' + key);
}

QVariant Preferences::personal(const QString &key, const QVariant &fallback) const
{
    return m_settings.value(personalPath(key), ofTerminal(key, fallback));
}

void Preferences::setPersonal(const QString &key, const QVariant &value)
{
    write(personalPath(key), key, value);
}

QVariant Preferences::ofTerminal(const QString &key, const QVariant &fallback) const
{
    return m_settings.value(terminalPath(key), fallback);
}

void Preferences::setOfTerminal(const QString &key, const QVariant &value)
{
    write(terminalPath(key), key, value);
}

void Preferences::write(const QString &path, const QString &key, const QVariant &value)
{
    if (m_settings.contains(path) && m_settings.value(path) == value)
        return;
    m_settings.setValue(path, value);
    m_settings.sync();
    Q_EMIT changed(key);
    if (m_settings.status() == QSettings::AccessError)
        Q_EMIT notSaved();
}

QString Preferences::language() const
{
    return personal(languageKey, u"zh_CN"_s).toString();
}

void Preferences::setLanguage(const QString &code)
{
    setPersonal(languageKey, code);
}

Theme::Mode Preferences::themeMode() const
{
    return Theme::modeOf(personal(themeKey).toString());
}

void Preferences::setThemeMode(Theme::Mode mode)
{
    setPersonal(themeKey, Theme::codeOf(mode));
}

double Preferences::fontPt() const
{
    return qBound(Theme::fontPtMin, personal(fontKey, Theme::fontPtDefault).toDouble(), Theme::fontPtMax);
}

void Preferences::setFontPt(double points)
{
    setPersonal(fontKey, points);
}

bool Preferences::previewsPaper(const QString &paperKind) const
{
    return personal(previewKey(paperKind), true).toBool();
}

void Preferences::setPreviewsPaper(const QString &paperKind, bool previews)
{
    setPersonal(previewKey(paperKind), previews);
}

QString Preferences::printer() const
{
    return ofTerminal(printerKey).toString();
}

void Preferences::setPrinter(const QString &name)
{
    setOfTerminal(printerKey, name);
}

void Preferences::rememberColumns(QHeaderView *header, const QString &tableId)
{
    const QString key = u"columns/"_s + tableId;
    header->restoreState(personal(key).toByteArray());
    // A column being dragged changes many times a second; one write after the last is enough.
    auto *pause = new QTimer(header);
    pause->setSingleShot(true);
    pause->setInterval(columnSaveDelayMs);
    connect(pause, &QTimer::timeout, this, [this, header, key] { setPersonal(key, header->saveState()); });
    const auto changed = [pause] { pause->start(); };
    connect(header, &QHeaderView::sectionResized, pause, changed);
    connect(header, &QHeaderView::sectionMoved, pause, changed);
    connect(header, &QHeaderView::sortIndicatorChanged, pause, changed);
}

} // namespace forms
