// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/district/madeupname.h"
#include <QStringList>

using namespace Qt::StringLiterals;

namespace domain {

namespace {

struct Surname
{
    QStringView text;
    double weight; ///< people among 10,000
};

// Rounded shares of the population; the tail below the hundredth is thinned out.
constexpr Surname surnames[] = {
    {u"王", 715}, {u"李", 710}, {u"张", 678}, {u"刘", 512},       {u"陈", 455}, {u"杨", 308}, {u"赵", 205},
    {u"黄", 222}, {u"周", 212}, {u"吴", 205}, {u"徐", 166},       {u"孙", 154}, {u"胡", 131}, {u"朱", 126},
    {u"高", 121}, {u"林", 118}, {u"何", 117}, {u"郭", 115},       {u"马", 129}, {u"罗", 86},  {u"梁", 85},
    {u"宋", 81},  {u"郑", 94},  {u"谢", 76},  {u"韩", 68},        {u"唐", 65},  {u"冯", 64},  {u"于", 62},
    {u"董", 61},  {u"萧", 59},  {u"程", 57},  {u"曹", 57},        {u"袁", 54},  {u"邓", 54},  {u"许", 54},
    {u"傅", 51},  {u"沈", 50},  {u"曾", 50},  {u"彭", 49},        {u"吕", 47},  {u"苏", 47},  {u"卢", 47},
    {u"蒋", 47},  {u"蔡", 46},  {u"贾", 42},  {u"丁", 42},        {u"魏", 42},  {u"薛", 42},  {u"叶", 41},
    {u"阎", 41},  {u"余", 40},  {u"潘", 39},  {u"杜", 39},        {u"戴", 39},  {u"夏", 38},  {u"钟", 37},
    {u"汪", 36},  {u"田", 36},  {u"任", 35},  {u"姜", 35},        {u"范", 34},  {u"方", 33},  {u"石", 33},
    {u"姚", 33},  {u"谭", 33},  {u"廖", 33},  {u"邹", 32},        {u"熊", 32},  {u"金", 32},  {u"陆", 31},
    {u"郝", 31},  {u"孔", 30},  {u"白", 30},  {u"崔", 29},        {u"康", 29},  {u"毛", 28},  {u"邱", 28},
    {u"秦", 28},  {u"江", 27},  {u"史", 27},  {u"顾", 26},        {u"侯", 26},  {u"邵", 25},  {u"孟", 25},
    {u"龙", 24},  {u"万", 24},  {u"段", 23},  {u"雷", 23},        {u"钱", 22},  {u"汤", 21},  {u"尹", 20},
    {u"黎", 20},  {u"易", 19},  {u"常", 19},  {u"武", 18},        {u"乔", 18},  {u"贺", 17},  {u"赖", 17},
    {u"龚", 16},  {u"文", 15},  {u"惠", 14},  {u"党", 13},        {u"雒", 8},   {u"訾", 4},   {u"逯", 4},
    {u"亓", 2},   {u"欧阳", 9}, {u"上官", 4}, {u"司马", 3},       {u"诸葛", 3}, {u"皇甫", 3}, {u"令狐", 2},
    {u"尉迟", 2}, {u"司徒", 2}, {u"慕容", 2}, {u"\U00020BB7", 5}, // 𠮷
};

constexpr QStringView elderMen[] = {u"建国", u"国庆", u"志明", u"德福", u"长安", u"保民", u"新民", u"卫东",
                                    u"文革", u"建军", u"永强", u"学文", u"忠义", u"天才", u"宝山", u"富贵",
                                    u"根生", u"喜旺", u"振华", u"继业", u"福来", u"明德", u"占魁", u"西京"};
constexpr QStringView elderWomen[] = {u"秀英", u"桂英", u"秀兰", u"玉兰", u"凤英", u"桂兰", u"淑珍", u"玉珍",
                                      u"彩霞", u"春梅", u"巧玲", u"爱玲", u"菊香", u"粉娥", u"改娃", u"麦香",
                                      u"引弟", u"惠芳", u"淑贤", u"月娥", u"秋菊", u"素琴", u"玉莲", u"雪梅"};
constexpr QStringView men[] = {u"伟", u"强", u"磊", u"军", u"勇", u"杰", u"涛", u"超", u"明", u"刚", u"平", u"辉",
                               u"鹏", u"飞", u"波", u"斌", u"宇", u"浩", u"凯", u"健", u"俊", u"帆", u"旭", u"宁",
                               u"龙", u"博", u"锋", u"林", u"峰", u"毅", u"亮", u"栋", u"翔", u"晨", u"阳", u"海"};
constexpr QStringView women[] = {u"芳", u"娜", u"敏", u"静", u"丽", u"艳", u"娟", u"霞", u"燕", u"玲", u"婷", u"慧",
                                 u"莹", u"洁", u"雪", u"琳", u"颖", u"倩", u"瑶", u"蓉", u"薇", u"萍", u"红", u"梅",
                                 u"茜", u"妮", u"媛", u"菲", u"欣", u"佳", u"璐", u"岚", u"悦", u"怡", u"楠", u"娅"};
constexpr QStringView firstOfTwo[] = {u"晓", u"文", u"志", u"海", u"建", u"雨", u"思", u"子", u"嘉", u"天",
                                      u"玉", u"春", u"小", u"永", u"国", u"新", u"云", u"少", u"婉", u"向",
                                      u"立", u"家", u"一", u"书", u"若", u"俊", u"梓", u"宗", u"兴", u"亚"};
constexpr QStringView youngMen[] = {u"浩然", u"子轩", u"宇航", u"梓豪", u"俊熙", u"一鸣",
                                    u"博文", u"天佑", u"睿泽", u"奕辰", u"昊天", u"铭轩"};
constexpr QStringView youngWomen[] = {u"梓涵", u"欣怡", u"雨桐", u"诗涵", u"可馨", u"思琪",
                                      u"佳琪", u"语嫣", u"若曦", u"一诺", u"梦洁", u"紫萱"};
constexpr QStringView dotted[] = {u"阿依努尔·买买提", u"艾力·吐尔逊", u"古丽娜尔·卡德尔",
                                  u"巴特尔·敖登",     u"扎西·多吉",   u"卓玛·央金"};

constexpr MadeUpTrade trades[] = {
    {u"餐饮管理", u"餐饮店", u"餐饮服务;小餐饮;外卖递送服务;食品销售(仅销售预包装食品)。"},
    {u"商贸", u"百货店", u"日用百货销售;针纺织品销售;文具用品零售;互联网销售(除销售需要许可的商品)。"},
    {u"信息科技", u"电脑经营部",
     u"软件开发;信息系统集成服务;技术服务、技术开发、技术咨询;计算机软硬件及辅助设备零售。"},
    {u"建筑工程", u"建材经营部", u"建设工程施工;建筑劳务分包;园林绿化工程施工;建筑材料销售。"},
    {u"物流", u"货运部", u"道路货物运输(不含危险货物);国内货物运输代理;装卸搬运;普通货物仓储服务。"},
    {u"文化传媒", u"图文店", u"广告制作;广告设计、代理;组织文化艺术交流活动;会议及展览服务。"},
    {u"教育科技", u"文具店", u"教育咨询服务(不含涉许可审批的教育培训活动);文具用品批发;玩具销售。"},
    {u"医药", u"药店", u"药品零售;第一类医疗器械销售;第二类医疗器械销售;保健食品(预包装)销售。"},
    {u"农业发展", u"农资店", u"蔬菜种植;水果种植;农副产品销售;农业机械服务;化肥销售。"},
    {u"物业服务", u"家政服务部", u"物业管理;家政服务;专业保洁、清洗、消毒服务;停车场服务。"},
    {u"汽车服务", u"汽修厂", u"机动车修理和维护;汽车零配件零售;洗车服务;二手车经纪。"},
    {u"酒店管理", u"宾馆", u"住宿服务;酒店管理;餐饮服务;洗浴服务。"},
    {u"美容", u"理发店", u"理发服务;生活美容服务;化妆品零售;美甲服务。"},
    {u"装饰设计", u"装饰部", u"住宅室内装饰装修;室内木门窗安装服务;专业设计服务;家具销售。"},
    {u"电子商务", u"网店", u"互联网销售(除销售需要许可的商品);服装服饰零售;国内贸易代理;供应链管理服务。"},
    {u"人力资源", u"劳务服务部", u"人力资源服务;劳务服务(不含劳务派遣);企业管理咨询;职业中介活动。"},
    {u"机械制造", u"五金加工部", u"机械零件、零部件加工;通用设备修理;金属制品销售;五金产品零售。"},
    {u"环保科技", u"再生资源回收站", u"水污染治理;大气污染治理;再生资源回收(除生产性废旧金属);环境保护监测。"},
};

constexpr QStringView firmFirst[] = {u"恒", u"鑫", u"盛", u"华", u"瑞", u"德", u"宏", u"永", u"金", u"嘉",
                                     u"博", u"众", u"天", u"泰", u"长", u"秦", u"渭", u"源", u"亿", u"锦",
                                     u"汇", u"聚", u"安", u"启", u"信", u"云", u"中", u"万", u"福", u"远"};
constexpr QStringView firmSecond[] = {u"泰", u"源", u"达", u"隆", u"通", u"兴", u"丰", u"荣", u"诚", u"业",
                                      u"创", u"辉", u"润", u"祥", u"茂", u"安", u"和", u"益", u"邦", u"鼎",
                                      u"凯", u"腾", u"岳", u"宇", u"航", u"美", u"佳", u"乐", u"康", u"禾"};

QList<double> runningTotals()
{
    QList<double> totals;
    double sum = 0;
    for (const Surname &surname : surnames)
        totals.append(sum += surname.weight);
    return totals;
}

} // namespace

QString madeUpSurname(Dice &dice)
{
    static const QList<double> totals = runningTotals();
    return surnames[dice.weighted(totals)].text.toString();
}

QString madeUpGivenName(Dice &dice, Sex sex, int birthYear)
{
    const bool isWoman = sex == Sex::Female;
    if (birthYear < 1966 && dice.chance(0.6))
        return (isWoman ? dice.pick(elderWomen) : dice.pick(elderMen)).toString();
    if (birthYear >= 1998 && dice.chance(0.3))
        return (isWoman ? dice.pick(youngWomen) : dice.pick(youngMen)).toString();
    const QStringView last = isWoman ? dice.pick(women) : dice.pick(men);
    if (dice.chance(0.22))
        return last.toString();
    return dice.pick(firstOfTwo).toString() + last;
}

QString madeUpName(Dice &dice, Sex sex, int birthYear)
{
    if (dice.chance(0.002))
        return dice.pick(dotted).toString();
    const QString surname = madeUpSurname(dice);
    return surname + madeUpGivenName(dice, sex, birthYear);
}

const MadeUpTrade &madeUpTrade(Dice &dice)
{
    return dice.pick(trades);
}

QString madeUpFirmWord(Dice &dice)
{
    const QStringView first = dice.pick(firmFirst);
    return first.toString() + dice.pick(firmSecond);
}

} // namespace domain
