<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>AttachmentText</name>
    <message>
        <source>To be sent</source>
        <translation>待传</translation>
    </message>
    <message>
        <source>Sending %1 %</source>
        <translation>传送 %1 %</translation>
    </message>
    <message>
        <source>Fetching %1 %</source>
        <translation>取回 %1 %</translation>
    </message>
    <message>
        <source>Not at the centre yet</source>
        <translation>扫描件未到中心</translation>
    </message>
    <message>
        <source>Damaged</source>
        <translation>损坏</translation>
    </message>
    <message>
        <source>At the centre</source>
        <translation>已到中心</translation>
    </message>
</context>
<context>
    <name>ExportMark</name>
    <message>
        <source>Exported by %1 · for: %2 · for use inside the office only</source>
        <translation>导出人：%1 · 用途：%2 · 仅限内部使用</translation>
    </message>
</context>
<context>
    <name>OfficeWords</name>
    <message>
        <source>Papers taken</source>
        <translation>已收件</translation>
    </message>
    <message>
        <source>Waiting for supplement</source>
        <translation>待补正</translation>
    </message>
    <message>
        <source>In progress</source>
        <translation>已受理</translation>
    </message>
    <message>
        <source>Not accepted</source>
        <translation>不予受理</translation>
    </message>
    <message>
        <source>Not complete yet</source>
        <translation>尚未录完</translation>
    </message>
    <message>
        <source>Can be accepted</source>
        <translation>可以受理</translation>
    </message>
    <message>
        <source>Can be accepted with tolerance</source>
        <translation>可以容缺受理</translation>
    </message>
    <message>
        <source>Can be accepted on commitment</source>
        <translation>可以告知承诺受理</translation>
    </message>
    <message>
        <source>Can be accepted with tolerance and commitment</source>
        <translation>可以容缺＋告知承诺受理</translation>
    </message>
    <message>
        <source>One-time notice</source>
        <translation>一次性告知</translation>
    </message>
    <message>
        <source>Not to be accepted</source>
        <translation>不予受理</translation>
    </message>
    <message>
        <source>Not accepted yet</source>
        <translation>未受理</translation>
    </message>
    <message>
        <source>Complete</source>
        <translation>材料齐全</translation>
    </message>
    <message>
        <source>With tolerance</source>
        <translation>容缺受理</translation>
    </message>
    <message>
        <source>On commitment</source>
        <translation>告知承诺</translation>
    </message>
    <message>
        <source>With tolerance, on commitment</source>
        <translation>容缺＋告知承诺</translation>
    </message>
    <message>
        <source>Accepted by lapse of time</source>
        <translation>逾期视为受理</translation>
    </message>
    <message>
        <source>Lacking</source>
        <translation>未收</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>已收</translation>
    </message>
    <message>
        <source>Tolerated</source>
        <translation>容缺</translation>
    </message>
    <message>
        <source>Committed</source>
        <translation>告知承诺</translation>
    </message>
    <message>
        <source>Defective</source>
        <translation>有误</translation>
    </message>
    <message>
        <source>Identity card</source>
        <translation>居民身份证</translation>
    </message>
    <message>
        <source>Residence permit (HK, Macao, Taiwan)</source>
        <translation>港澳台居民居住证</translation>
    </message>
    <message>
        <source>Travel permit (HK, Macao)</source>
        <translation>港澳居民来往内地通行证</translation>
    </message>
    <message>
        <source>Travel permit (Taiwan)</source>
        <translation>台湾居民来往大陆通行证</translation>
    </message>
    <message>
        <source>Permanent residence card</source>
        <translation>外国人永久居留身份证</translation>
    </message>
    <message>
        <source>Passport</source>
        <translation>护照</translation>
    </message>
    <message>
        <source>Unified credit code</source>
        <translation>统一社会信用代码</translation>
    </message>
    <message>
        <source>Clerk</source>
        <translation>窗口人员</translation>
    </message>
    <message>
        <source>Chief clerk</source>
        <translation>首席代表</translation>
    </message>
    <message>
        <source>Helper</source>
        <translation>帮办代办员</translation>
    </message>
    <message>
        <source>Approver</source>
        <translation>审批人员</translation>
    </message>
    <message>
        <source>Issuer</source>
        <translation>出件人员</translation>
    </message>
    <message>
        <source>Supervisor</source>
        <translation>监督主管</translation>
    </message>
    <message>
        <source>Security administrator</source>
        <translation>安全管理员</translation>
    </message>
    <message>
        <source>Audit administrator</source>
        <translation>审计管理员</translation>
    </message>
    <message>
        <source>System administrator</source>
        <translation>系统管理员</translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation>受理</translation>
    </message>
    <message>
        <source>Accepted with tolerance</source>
        <translation>容缺受理</translation>
    </message>
    <message>
        <source>Accepted on commitment</source>
        <translation>告知承诺受理</translation>
    </message>
    <message>
        <source>One-time notice given</source>
        <translation>一次性告知</translation>
    </message>
    <message>
        <source>Papers received</source>
        <translation>收件</translation>
    </message>
    <message>
        <source>Paper printed again</source>
        <translation>补打文书</translation>
    </message>
    <message>
        <source>Returned work dealt with</source>
        <translation>处理退回</translation>
    </message>
    <message>
        <source>Item published</source>
        <translation>发布事项</translation>
    </message>
    <message>
        <source>Calendar published</source>
        <translation>发布日历</translation>
    </message>
    <message>
        <source>Hall defined</source>
        <translation>设置大厅</translation>
    </message>
    <message>
        <source>Staff defined</source>
        <translation>设置人员</translation>
    </message>
    <message>
        <source>Device enrolled</source>
        <translation>登记设备</translation>
    </message>
    <message>
        <source>No licence is needed for this</source>
        <translation>依法不需要取得行政许可</translation>
    </message>
    <message>
        <source>Another authority is competent</source>
        <translation>不属于本机关职权范围</translation>
    </message>
    <message>
        <source>The applicant does not meet the legal conditions</source>
        <translation>不符合法定申请条件</translation>
    </message>
    <message>
        <source>The applicant may not apply now (false materials)</source>
        <translation>因隐瞒情况或提供虚假材料，在禁止申请期内</translation>
    </message>
    <message>
        <source>Device key changed</source>
        <translation>更换设备密钥</translation>
    </message>
    <message>
        <source>Device shut out</source>
        <translation>停用设备</translation>
    </message>
    <message>
        <source>Erased by law</source>
        <translation>依法删除</translation>
    </message>
    <message>
        <source>Transferred</source>
        <translation>移送</translation>
    </message>
    <message>
        <source>Scans added</source>
        <translation>添加附件</translation>
    </message>
    <message>
        <source>Scan removed</source>
        <translation>移除附件</translation>
    </message>
    <message>
        <source>Granted, to be issued</source>
        <translation>准予·待出件</translation>
    </message>
    <message>
        <source>Refused, to be served</source>
        <translation>不予许可·待送达</translation>
    </message>
    <message>
        <source>Concluded</source>
        <translation>办结</translation>
    </message>
    <message>
        <source>Withdrawn</source>
        <translation>已撤回</translation>
    </message>
    <message>
        <source>Given back</source>
        <translation>退办</translation>
    </message>
    <message>
        <source>Revoked</source>
        <translation>已撤销</translation>
    </message>
    <message>
        <source>Waits for others</source>
        <translation>等待前置</translation>
    </message>
    <message>
        <source>In the queue</source>
        <translation>待审</translation>
    </message>
    <message>
        <source>Being decided</source>
        <translation>审批中</translation>
    </message>
    <message>
        <source>Agrees</source>
        <translation>同意</translation>
    </message>
    <message>
        <source>Objects</source>
        <translation>不同意</translation>
    </message>
    <message>
        <source>Result handed out</source>
        <translation>出件</translation>
    </message>
    <message>
        <source>Result sent by mail</source>
        <translation>邮寄出件</translation>
    </message>
    <message>
        <source>Reminded to collect</source>
        <translation>催领</translation>
    </message>
    <message>
        <source>Licence expired</source>
        <translation>证照到期</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>发送成功</translation>
    </message>
    <message>
        <source>Not sent</source>
        <translation>发送失败</translation>
    </message>
    <message>
        <source>Sent again</source>
        <translation>重新发送</translation>
    </message>
    <message>
        <source>No longer sent</source>
        <translation>放弃发送</translation>
    </message>
    <message>
        <source>Told by the partner</source>
        <translation>对接单位回传</translation>
    </message>
    <message>
        <source>Dates worked out by a new calendar</source>
        <translation>按新日历重算期限</translation>
    </message>
    <message>
        <source>Supplement taken</source>
        <translation>收取补交材料</translation>
    </message>
    <message>
        <source>Supplement judged</source>
        <translation>审核补交材料</translation>
    </message>
    <message>
        <source>Reminded of the supplement</source>
        <translation>提醒补交</translation>
    </message>
    <message>
        <source>Supplement never came</source>
        <translation>逾期未补交</translation>
    </message>
    <message>
        <source>Commitment taken back</source>
        <translation>撤回承诺</translation>
    </message>
    <message>
        <source>Commitment checked</source>
        <translation>承诺核查</translation>
    </message>
    <message>
        <source>Check announced</source>
        <translation>预告核查</translation>
    </message>
    <message>
        <source>Check overdue</source>
        <translation>核查超期</translation>
    </message>
    <message>
        <source>Credit repaired</source>
        <translation>信用修复</translation>
    </message>
    <message>
        <source>Supervisor asked</source>
        <translation>督办</translation>
    </message>
    <message>
        <source>Answered the supervisor</source>
        <translation>答复督办</translation>
    </message>
    <message>
        <source>No answer to the supervisor in time</source>
        <translation>督办逾期未答复</translation>
    </message>
    <message>
        <source>Deputy named</source>
        <translation>指定替岗</translation>
    </message>
    <message>
        <source>Leave ended</source>
        <translation>销假</translation>
    </message>
    <message>
        <source>Taken by the department</source>
        <translation>部门领办</translation>
    </message>
    <message>
        <source>Put back into the queue</source>
        <translation>放回待审</translation>
    </message>
    <message>
        <source>Handed over to a colleague</source>
        <translation>移交同事</translation>
    </message>
    <message>
        <source>Opinion of the department</source>
        <translation>部门意见</translation>
    </message>
    <message>
        <source>Special procedure begun</source>
        <translation>特别程序开始</translation>
    </message>
    <message>
        <source>Special procedure over</source>
        <translation>特别程序结束</translation>
    </message>
    <message>
        <source>Applicant asked for a supplement</source>
        <translation>要求申请人补正</translation>
    </message>
    <message>
        <source>Decided</source>
        <translation>作出决定</translation>
    </message>
    <message>
        <source>Time limit extended</source>
        <translation>延长办理期限</translation>
    </message>
    <message>
        <source>District rules set</source>
        <translation>设置辖区规则</translation>
    </message>
    <message>
        <source>Handling of an item set</source>
        <translation>设置事项办理规则</translation>
    </message>
    <message>
        <source>Work order registered</source>
        <translation>登记工单</translation>
    </message>
    <message>
        <source>Work order given out</source>
        <translation>派发工单</translation>
    </message>
    <message>
        <source>Work order signed for</source>
        <translation>签收工单</translation>
    </message>
    <message>
        <source>Person contacted</source>
        <translation>联系当事人</translation>
    </message>
    <message>
        <source>Work order answered</source>
        <translation>答复工单</translation>
    </message>
    <message>
        <source>Called back</source>
        <translation>回访</translation>
    </message>
    <message>
        <source>Work order closed</source>
        <translation>办结工单</translation>
    </message>
    <message>
        <source>Work order reopened</source>
        <translation>重办工单</translation>
    </message>
    <message>
        <source>Appeal against a rating</source>
        <translation>差评申诉</translation>
    </message>
    <message>
        <source>Appeal judged</source>
        <translation>申诉复核</translation>
    </message>
    <message>
        <source>Limit of a work order passed</source>
        <translation>工单超期</translation>
    </message>
    <message>
        <source>Rating given (sealed)</source>
        <translation>评价（已加密）</translation>
    </message>
    <message>
        <source>Word added to a rating</source>
        <translation>追加评价</translation>
    </message>
    <message>
        <source>Ratings of a month told</source>
        <translation>公布当月评价</translation>
    </message>
    <message>
        <source>Accepted and decided in one hand</source>
        <translation>审核合一</translation>
    </message>
    <message>
        <source>Real estate registration</source>
        <translation>不动产登记</translation>
    </message>
    <message>
        <source>Chief service clerk</source>
        <translation>首席服务员</translation>
    </message>
    <message>
        <source>to be checked</source>
        <translation>待核查</translation>
    </message>
    <message>
        <source>commitment kept</source>
        <translation>承诺属实</translation>
    </message>
    <message>
        <source>to be put right</source>
        <translation>待整改</translation>
    </message>
    <message>
        <source>put right</source>
        <translation>已整改</translation>
    </message>
    <message>
        <source>commitment breached</source>
        <translation>违反承诺</translation>
    </message>
    <message>
        <source>Supplement by the applicant</source>
        <translation>等待申请人补正</translation>
    </message>
    <message>
        <source>Numbers seen in full</source>
        <translation>查看完整号码</translation>
    </message>
    <message>
        <source>Data exported</source>
        <translation>导出数据</translation>
    </message>
    <message>
        <source>Journal read for audit</source>
        <translation>审计查阅日志</translation>
    </message>
    <message>
        <source>Applicant&apos;s data corrected</source>
        <translation>更正申请人信息</translation>
    </message>
    <message>
        <source>Erasure asked for</source>
        <translation>申请删除</translation>
    </message>
    <message>
        <source>Erasure declined</source>
        <translation>不予删除</translation>
    </message>
    <message>
        <source>Erasure proposed</source>
        <translation>到期待删除</translation>
    </message>
    <message>
        <source>Scans erased, their time is over</source>
        <translation>扫描件到期销毁</translation>
    </message>
    <message>
        <source>All data of a person put together</source>
        <translation>出具个人信息清单</translation>
    </message>
    <message>
        <source>Password given anew</source>
        <translation>重置密码</translation>
    </message>
    <message>
        <source>Device erased itself</source>
        <translation>设备已自行清除</translation>
    </message>
</context>
<context>
    <name>Pages</name>
    <message>
        <source>Intake</source>
        <translation>受理</translation>
    </message>
    <message>
        <source>Cases</source>
        <translation>办件</translation>
    </message>
    <message>
        <source>Returned</source>
        <translation>退回</translation>
    </message>
    <message>
        <source>Guide</source>
        <translation>办事指南</translation>
    </message>
    <message>
        <source>Journal</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Work orders</source>
        <translation>工单</translation>
    </message>
    <message>
        <source>Decisions</source>
        <translation>审批</translation>
    </message>
    <message>
        <source>Supplements</source>
        <translation>补正容缺</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>请假替岗</translation>
    </message>
    <message>
        <source>Issuing</source>
        <translation>出件</translation>
    </message>
    <message>
        <source>Outgoing</source>
        <translation>发送</translation>
    </message>
    <message>
        <source>Ratings</source>
        <translation>好差评</translation>
    </message>
    <message>
        <source>Personal data</source>
        <translation>个人信息</translation>
    </message>
    <message>
        <source>Audit</source>
        <translation>审计</translation>
    </message>
    <message>
        <source>Terminals</source>
        <translation>终端</translation>
    </message>
    <message>
        <source>Staff</source>
        <translation>人员</translation>
    </message>
</context>
<context>
    <name>Papers</name>
    <message>
        <source>Receipt for papers</source>
        <translation>收件凭证</translation>
    </message>
    <message>
        <source>Notice of acceptance</source>
        <translation>受理通知书</translation>
    </message>
    <message>
        <source>One-time notice</source>
        <translation>一次性告知书</translation>
    </message>
    <message>
        <source>Notice of non-acceptance</source>
        <translation>不予受理通知书</translation>
    </message>
    <message>
        <source>Undertaking to supplement</source>
        <translation>容缺受理承诺书</translation>
    </message>
    <message>
        <source>Notification and commitment</source>
        <translation>告知承诺书</translation>
    </message>
    <message>
        <source>Application form</source>
        <translation>申请表</translation>
    </message>
    <message>
        <source>Guide to the item</source>
        <translation>办事指南</translation>
    </message>
    <message>
        <source>Receipt for a supplement</source>
        <translation>补充材料收件凭证</translation>
    </message>
    <message>
        <source>Notice of a special procedure</source>
        <translation>特别程序告知书</translation>
    </message>
    <message>
        <source>Notice of extension</source>
        <translation>延期办理告知书</translation>
    </message>
    <message>
        <source>Decision to grant</source>
        <translation>准予决定书</translation>
    </message>
    <message>
        <source>Decision not to grant</source>
        <translation>不予决定书</translation>
    </message>
    <message>
        <source>Record of service</source>
        <translation>送达回证</translation>
    </message>
    <message>
        <source>Completion slip</source>
        <translation>办结单（领证单）</translation>
    </message>
    <message>
        <source>Notice of withdrawal or return</source>
        <translation>撤回（退件）通知书</translation>
    </message>
    <message>
        <source>Mandate</source>
        <translation>授权委托书</translation>
    </message>
    <message>
        <source>Mandate for assistance</source>
        <translation>帮办代办委托书</translation>
    </message>
    <message>
        <source>Hand-over to another region</source>
        <translation>异地代收代办流转单</translation>
    </message>
    <message>
        <source>Waybill</source>
        <translation>物流面单</translation>
    </message>
</context>
<context>
    <name>RefusalText</name>
    <message>
        <source>The backup is damaged at {file}; take another one.</source>
        <translation>备份文件 {file} 已损坏，请使用另一份备份。</translation>
    </message>
    <message>
        <source>The backup stopped at {file}: {reason}</source>
        <translation>备份在 {file} 处中断：{reason}</translation>
    </message>
    <message>
        <source>The key of the backup can&apos;t be used: {file}</source>
        <translation>备份密钥无法使用：{file}</translation>
    </message>
    <message>
        <source>This backup was made for another key.</source>
        <translation>此备份是为另一把密钥制作的。</translation>
    </message>
    <message>
        <source>This backup does not bear the signature of the centre.</source>
        <translation>此备份没有中心的签名。</translation>
    </message>
    <message>
        <source>The backup can&apos;t be written to {folder}.</source>
        <translation>备份无法写入 {folder}。</translation>
    </message>
    <message>
        <source>The attachments of this centre are encrypted; their key is lacking.</source>
        <translation>本中心的附件已加密，缺少密钥。</translation>
    </message>
    <message>
        <source>The key from {source} can&apos;t be used: {reason}</source>
        <translation>来自 {source} 的密钥无法使用：{reason}</translation>
    </message>
    <message>
        <source>This is not the key the attachments of this centre are encrypted with.</source>
        <translation>这不是加密本中心附件所用的密钥。</translation>
    </message>
    <message>
        <source>This terminal asked too often just now; it goes on by itself in {seconds} seconds.</source>
        <translation>本终端刚才请求过于频繁，{seconds} 秒后自动继续。</translation>
    </message>
    <message>
        <source>A backup is restored into an empty folder only, not into {folder}.</source>
        <translation>备份只能恢复到空文件夹，不能恢复到 {folder}。</translation>
    </message>
    <message>
        <source>The limits in {file} can&apos;t be used ({member}).</source>
        <translation>{file} 中的限额设置无法使用（{member}）。</translation>
    </message>
    <message>
        <source>Enter the applicant&apos;s number first.</source>
        <translation>请先录入申请人证件号。</translation>
    </message>
    <message>
        <source>Enter the applicant&apos;s name.</source>
        <translation>请录入申请人姓名（名称）。</translation>
    </message>
    <message>
        <source>This item is not for this kind of applicant.</source>
        <translation>本事项不面向此类申请人。</translation>
    </message>
    <message>
        <source>This case belongs to another applicant; open a new case instead.</source>
        <translation>该办件属于另一申请人，请新建办件。</translation>
    </message>
    <message>
        <source>The applicant&apos;s data don&apos;t fit together ({member}); enter the number again.</source>
        <translation>申请人信息不一致（{member}），请重新录入证件号。</translation>
    </message>
    <message>
        <source>The agent&apos;s name is not entered yet.</source>
        <translation>尚未录入经办人姓名。</translation>
    </message>
    <message>
        <source>Not answered yet: {question}</source>
        <translation>尚未回答：{question}</translation>
    </message>
    <message>
        <source>No licence is needed here: {reason}</source>
        <translation>依法无需申请：{reason}</translation>
    </message>
    <message>
        <source>Another authority is competent: {reason}</source>
        <translation>不属于本机关职权：{reason}</translation>
    </message>
    <message>
        <source>The bank card number may be mistyped; please compare it once more.</source>
        <translation>银行卡号可能有误，请再核对一次。</translation>
    </message>
    <message>
        <source>The calendar file can&apos;t be read ({problem}); ask the administrator for a correct one.</source>
        <translation>日历文件无法读取（{problem}），请联系管理员更换。</translation>
    </message>
    <message>
        <source>The birth date on the card does not match its number; check that the card is genuine.</source>
        <translation>证件上的出生日期与号码不符，请核对证件真伪。</translation>
    </message>
    <message>
        <source>This card is no longer valid; ask for a valid one.</source>
        <translation>证件已过有效期，请出示有效证件。</translation>
    </message>
    <message>
        <source>This card is not valid yet.</source>
        <translation>证件尚未生效。</translation>
    </message>
    <message>
        <source>The sex on the card does not match its number; check that the card is genuine.</source>
        <translation>证件上的性别与号码不符，请核对证件真伪。</translation>
    </message>
    <message>
        <source>The card reader was unplugged; plug it in and press F3 again.</source>
        <translation>读卡器已断开，请接好后再按 F3。</translation>
    </message>
    <message>
        <source>The card was read badly; lay it on the reader again and press F3.</source>
        <translation>读卡数据有误，请重新放置证件并按 F3。</translation>
    </message>
    <message>
        <source>This kind of card is not known; enter the number by hand.</source>
        <translation>无法识别此类证件，请手工录入号码。</translation>
    </message>
    <message>
        <source>The card reader does not answer; check its cable, or enter the number by hand.</source>
        <translation>读卡器无应答，请检查连接线，或手工录入号码。</translation>
    </message>
    <message>
        <source>No card lies on the reader; lay it on and press F3 again.</source>
        <translation>读卡器上没有证件，请放好证件后再按 F3。</translation>
    </message>
    <message>
        <source>The card reader&apos;s port can&apos;t be opened; check its setting, or enter the number by hand.</source>
        <translation>无法打开读卡器端口，请检查设置，或手工录入号码。</translation>
    </message>
    <message>
        <source>The text on the card can&apos;t be read; enter the number by hand.</source>
        <translation>证件文字无法读取，请手工录入号码。</translation>
    </message>
    <message>
        <source>No card reader is set up; enter the number by hand.</source>
        <translation>未设置读卡器，请手工录入号码。</translation>
    </message>
    <message>
        <source>Name the competent authority: the applicant must be told where to go.</source>
        <translation>请填写有权办理的机关，须告知申请人去处。</translation>
    </message>
    <message>
        <source>The case can&apos;t be read ({member}); report this to the administrator.</source>
        <translation>办件数据无法读取（{member}），请报告管理员。</translation>
    </message>
    <message>
        <source>The time for a one-time notice is not over yet.</source>
        <translation>一次性告知期限尚未届满。</translation>
    </message>
    <message>
        <source>Choose the legal reason for not accepting.</source>
        <translation>请选择不予受理的法定理由。</translation>
    </message>
    <message>
        <source>This can&apos;t be done any more: the case is {state}.</source>
        <translation>该办件已处于“{state}”，不能再办理此项。</translation>
    </message>
    <message>
        <source>This case is not known here.</source>
        <translation>没有找到该办件。</translation>
    </message>
    <message>
        <source>The rules come to another decision: {verdict}. Look at the reasons and decide again.</source>
        <translation>按规则应为“{verdict}”，请查看理由后重新决定。</translation>
    </message>
    <message>
        <source>The catalogue names {item} twice; it was not taken over.</source>
        <translation>事项目录中 {item} 重复，未予采用。</translation>
    </message>
    <message>
        <source>The catalogue is wrong at item {item}, {member}; it was not taken over, the old one stays in force.</source>
        <translation>事项目录有误（事项 {item}，{member}），未予采用，继续使用原目录。</translation>
    </message>
    <message>
        <source>The catalogue file is no JSON (near byte {offset}); it was not taken over, the old one stays in force.</source>
        <translation>事项目录文件格式错误（第 {offset} 字节附近），未予采用，继续使用原目录。</translation>
    </message>
    <message>
        <source>The catalogue has a wrong rule at item {item}, {member}; it was not taken over.</source>
        <translation>事项目录规则有误（事项 {item}，{member}），未予采用。</translation>
    </message>
    <message>
        <source>{name}: this applicant may not use commitments until an earlier breach is repaired.</source>
        <translation>{name}：申请人此前有失信承诺尚未修复，不能适用告知承诺。</translation>
    </message>
    <message>
        <source>{name} can&apos;t be replaced by a commitment.</source>
        <translation>“{name}”不可用告知承诺替代。</translation>
    </message>
    <message>
        <source>The credit code can&apos;t begin with {code}; please compare it with the licence.</source>
        <translation>统一社会信用代码不应以 {code} 开头，请对照证照核对。</translation>
    </message>
    <message>
        <source>The second character of the credit code is unusual; please compare it.</source>
        <translation>统一社会信用代码第 2 位少见，请核对。</translation>
    </message>
    <message>
        <source>Character {position} ({character}) can&apos;t stand in a credit code.</source>
        <translation>统一社会信用代码第 {position} 位“{character}”不合规。</translation>
    </message>
    <message>
        <source>The credit code is mistyped: its check character does not fit.</source>
        <translation>统一社会信用代码校验不通过，请检查是否录错。</translation>
    </message>
    <message>
        <source>The organisation code inside has an unusual check digit; taken, but please compare it.</source>
        <translation>组织机构代码校验位不一致，已采用，请再核对。</translation>
    </message>
    <message>
        <source>A credit code has 18 characters; there are {length}.</source>
        <translation>统一社会信用代码应为 18 位，现为 {length} 位。</translation>
    </message>
    <message>
        <source>This is an old 15-digit registration number; it serves only to look up old files.</source>
        <translation>这是旧版 15 位注册号，仅可用于查询旧档案。</translation>
    </message>
    <message>
        <source>The due date is provisional: the holidays after {lastYear} are not published yet.</source>
        <translation>{lastYear} 年以后的放假安排尚未公布，到期日为暂定。</translation>
    </message>
    <message>
        <source>This device did not introduce itself properly; sign in again.</source>
        <translation>本机标识不完整，请重新登录。</translation>
    </message>
    <message>
        <source>The centre knows this device by another key; ask the administrator to enrol it again.</source>
        <translation>中心登记的本机密钥不一致，请联系管理员重新登记。</translation>
    </message>
    <message>
        <source>This work belongs to another device; ask the administrator.</source>
        <translation>该数据属于另一台设备，请联系管理员。</translation>
    </message>
    <message>
        <source>The centre has nothing by this number that you may see.</source>
        <translation>中心没有您可查看的此项资料。</translation>
    </message>
    <message>
        <source>A due date can&apos;t be read ({member}).</source>
        <translation>到期日数据无法读取（{member}）。</translation>
    </message>
    <message>
        <source>“{text}” is no date; write it like 2026-11-21.</source>
        <translation>“{text}”不是日期，请按 2026-11-21 的格式填写。</translation>
    </message>
    <message>
        <source>{count} required fields of the form are still empty; they can be taken from the signed paper form.</source>
        <translation>表单尚有 {count} 个必填项未填，可按签字的纸质申请表补录。</translation>
    </message>
    <message>
        <source>Too long: at most {max} characters.</source>
        <translation>内容过长，最多 {max} 个字。</translation>
    </message>
    <message>
        <source>This must be a number.</source>
        <translation>此处应填数字。</translation>
    </message>
    <message>
        <source>Choose one of the options.</source>
        <translation>请从选项中选择。</translation>
    </message>
    <message>
        <source>{label} does not have the right form.</source>
        <translation>“{label}”格式不正确。</translation>
    </message>
    <message>
        <source>The value must lie between {min} and {max}.</source>
        <translation>数值应在 {min} 至 {max} 之间。</translation>
    </message>
    <message>
        <source>{label}: {reason}</source>
        <translation>{label}：{reason}</translation>
    </message>
    <message>
        <source>This centre has no district yet; found one first.</source>
        <translation>中心尚未建立区县资料，请先初始化。</translation>
    </message>
    <message>
        <source>The founding file {file} can&apos;t be read.</source>
        <translation>初始化文件 {file} 无法读取。</translation>
    </message>
    <message>
        <source>The area code {code} is not in today&apos;s list (it may be an abolished one).</source>
        <translation>地址码 {code} 不在现行区划表中（可能为已撤销区划）。</translation>
    </message>
    <message>
        <source>By this number the person is over 130 years old; please compare it.</source>
        <translation>按证件号年龄超过 130 岁，请核对。</translation>
    </message>
    <message>
        <source>{text} in the number is no date; please compare it with the card.</source>
        <translation>证件号中的出生日期 {text} 不存在，请对照证件核对。</translation>
    </message>
    <message>
        <source>The birth date in the number lies in the future; please compare it.</source>
        <translation>证件号中的出生日期晚于今天，请核对。</translation>
    </message>
    <message>
        <source>Character {position} ({character}) can&apos;t stand there.</source>
        <translation>第 {position} 位“{character}”不合规。</translation>
    </message>
    <message>
        <source>The number is mistyped: its last character does not fit the others.</source>
        <translation>证件号校验不通过，请检查是否录错。</translation>
    </message>
    <message>
        <source>Enter the number.</source>
        <translation>请录入证件号。</translation>
    </message>
    <message>
        <source>This is a first-generation number (15 digits, not valid since 2013); it serves only to look up old files.</source>
        <translation>这是第一代身份证号（15 位，2013 年起停用），仅可用于查询旧档案。</translation>
    </message>
    <message>
        <source>The check digit of this permanent residence card could not be confirmed; please compare it.</source>
        <translation>永久居留证校验位无法确认，请核对。</translation>
    </message>
    <message>
        <source>The number has {length} characters; there should be {expected}.</source>
        <translation>证件号现为 {length} 位，应为 {expected} 位。</translation>
    </message>
    <message>
        <source>This number was kept for people born before 1900; please check it by hand.</source>
        <translation>该顺序号专用于 1900 年前出生者，请人工核对。</translation>
    </message>
    <message>
        <source>This is a number of another kind.</source>
        <translation>该号码属于另一种证件。</translation>
    </message>
    <message>
        <source>No province has the code {code}; please compare it with the card.</source>
        <translation>没有代码为 {code} 的省份，请对照证件核对。</translation>
    </message>
    <message>
        <source>The sequence {text} in the number is not given out.</source>
        <translation>证件号中的顺序码 {text} 不存在。</translation>
    </message>
    <message>
        <source>This is no number of any known paper; please compare it.</source>
        <translation>无法识别该证件号，请核对。</translation>
    </message>
    <message>
        <source>This item (version {version}) is not in the catalogue here; wait for the next synchronisation.</source>
        <translation>本机目录中没有该事项（第 {version} 版），请等待同步。</translation>
    </message>
    <message>
        <source>A rule has the wrong arguments.</source>
        <translation>规则参数有误。</translation>
    </message>
    <message>
        <source>A rule has the wrong form.</source>
        <translation>规则格式有误。</translation>
    </message>
    <message>
        <source>A rule is nested too deeply.</source>
        <translation>规则嵌套过深。</translation>
    </message>
    <message>
        <source>A rule uses the unknown operator {operator}.</source>
        <translation>规则使用了未知运算符 {operator}。</translation>
    </message>
    <message>
        <source>The block of receipt numbers is used up.</source>
        <translation>收件号段已用完。</translation>
    </message>
    <message>
        <source>The block of receipt numbers has expired.</source>
        <translation>收件号段已过期。</translation>
    </message>
    <message>
        <source>The block of receipt numbers can&apos;t be read.</source>
        <translation>收件号段数据无法读取。</translation>
    </message>
    <message>
        <source>Numbers of the series {series} are not for this hall.</source>
        <translation>号段系列 {series} 不属于本大厅。</translation>
    </message>
    <message>
        <source>The centre does not know this block of numbers.</source>
        <translation>中心没有此号段。</translation>
    </message>
    <message>
        <source>The address {address}:{port} can&apos;t be used: {reason}</source>
        <translation>地址 {address}:{port} 不可用：{reason}</translation>
    </message>
    <message>
        <source>The certificate {file} can&apos;t be used: {reason}</source>
        <translation>证书 {file} 不可用：{reason}</translation>
    </message>
    <message>
        <source>Without a certificate only this machine may be served, not {address}.</source>
        <translation>没有证书只能服务本机，不能监听 {address}。</translation>
    </message>
    <message>
        <source>The service could not be started: {reason}</source>
        <translation>服务无法启动：{reason}</translation>
    </message>
    <message>
        <source>{name}: replaced by a commitment</source>
        <translation>{name}：以告知承诺替代</translation>
    </message>
    <message>
        <source>{name}: {defect}</source>
        <translation>{name}：{defect}</translation>
    </message>
    <message>
        <source>{name} is lacking</source>
        <translation>缺 {name}</translation>
    </message>
    <message>
        <source>{name}: to be handed in by {due}</source>
        <translation>{name}：{due} 前补交</translation>
    </message>
    <message>
        <source>The form has no material {key}.</source>
        <translation>没有材料 {key}。</translation>
    </message>
    <message>
        <source>Overlooked in the first notice: {materials}. A supervisor&apos;s reason is needed to ask for it now.</source>
        <translation>首次告知时遗漏：{materials}。再次要求补正须填写主管说明的理由。</translation>
    </message>
    <message>
        <source>The number is mistyped: its check character does not fit.</source>
        <translation>编号校验不通过，请检查是否录错。</translation>
    </message>
    <message>
        <source>This is no receipt number.</source>
        <translation>这不是收件编号。</translation>
    </message>
    <message>
        <source>The disk is full: nothing was saved, what you typed is still here. Free some space and try again.</source>
        <translation>磁盘已满：本次未保存，已录入的内容仍在。请清理磁盘后重试。</translation>
    </message>
    <message>
        <source>The store is busy; try again in a moment. Nothing is lost.</source>
        <translation>数据库正忙，请稍后重试，内容没有丢失。</translation>
    </message>
    <message>
        <source>The store on this device is damaged; call the administrator. Work the centre has is safe.</source>
        <translation>本机数据库损坏，请联系管理员；已上传中心的办件是安全的。</translation>
    </message>
    <message>
        <source>Saving failed: nothing was changed, what you typed is still here. Try again, or call the administrator.</source>
        <translation>保存失败：未作任何更改，已录入的内容仍在。请重试或联系管理员。</translation>
    </message>
    <message>
        <source>The data on this device are encrypted and can&apos;t be opened with this sign-in. Sign in while the centre can be reached, or ask the administrator.</source>
        <translation>本机数据已加密，用这次登录无法打开。请在能连上中心时登录，或联系管理员。</translation>
    </message>
    <message>
        <source>The data on this device were written by a newer version of OneWindow; update the program.</source>
        <translation>本机数据由更新版本的一窗写入，请升级程序。</translation>
    </message>
    <message>
        <source>The opening hours can&apos;t be read ({problem}).</source>
        <translation>办公时间数据无法读取（{problem}）。</translation>
    </message>
    <message>
        <source>The centre does not know this member of staff (any more).</source>
        <translation>中心没有该工作人员或其已停用。</translation>
    </message>
    <message>
        <source>The act can&apos;t be read ({member}).</source>
        <translation>操作数据无法读取（{member}）。</translation>
    </message>
    <message>
        <source>Your role may not do this.</source>
        <translation>您的岗位无权办理此项。</translation>
    </message>
    <message>
        <source>It builds upon an act the centre refused.</source>
        <translation>它所依据的前一操作已被中心退回。</translation>
    </message>
    <message>
        <source>The signature of the device does not fit: the act was changed on the way.</source>
        <translation>设备签名不符：操作在传输中被改动。</translation>
    </message>
    <message>
        <source>This program does not know this act; update it.</source>
        <translation>本程序不认识该操作，请升级。</translation>
    </message>
    <message>
        <source>No printer is set up; choose one in the settings, then print again.</source>
        <translation>未设置打印机，请在设置中选择后补打。</translation>
    </message>
    <message>
        <source>Printing failed; the case is saved. Check the printer and print again.</source>
        <translation>打印失败，办件已保存。请检查打印机后补打。</translation>
    </message>
    <message>
        <source>The QR code could not be drawn; the case is saved.</source>
        <translation>二维码无法生成，办件已保存。</translation>
    </message>
    <message>
        <source>The template of this paper ({kind}) is lacking or broken; the case is saved. Call the administrator.</source>
        <translation>文书模板（{kind}）缺失或损坏，办件已保存，请联系管理员。</translation>
    </message>
    <message>
        <source>The paper could not be written to the folder; the case is saved. Print again.</source>
        <translation>文书无法写入文件夹，办件已保存，请补打。</translation>
    </message>
    <message>
        <source>A landline number needs its area code.</source>
        <translation>固定电话须加区号。</translation>
    </message>
    <message>
        <source>A telephone number has only digits.</source>
        <translation>电话号码只能是数字。</translation>
    </message>
    <message>
        <source>Enter the telephone number.</source>
        <translation>请录入电话号码。</translation>
    </message>
    <message>
        <source>This is no landline number.</source>
        <translation>固定电话号码不正确。</translation>
    </message>
    <message>
        <source>A mobile number has 11 digits; there are {length}.</source>
        <translation>手机号应为 11 位，现为 {length} 位。</translation>
    </message>
    <message>
        <source>This number can&apos;t receive calls from the hall.</source>
        <translation>该号码不能作为联系电话。</translation>
    </message>
    <message>
        <source>This is no mobile number.</source>
        <translation>不是手机号码。</translation>
    </message>
    <message>
        <source>The data of the hall can&apos;t be read.</source>
        <translation>大厅资料无法读取。</translation>
    </message>
    <message>
        <source>This hall is not known here yet; wait for the first synchronisation.</source>
        <translation>本机尚无该大厅资料，请等待首次同步。</translation>
    </message>
    <message>
        <source>The receipt number {number} can&apos;t be read.</source>
        <translation>收件编号 {number} 无法识别。</translation>
    </message>
    <message>
        <source>The receipt number {number} was not given to this device.</source>
        <translation>收件编号 {number} 未分配给本机。</translation>
    </message>
    <message>
        <source>The receipt number {number} is already used by another case; redo this one with a new number.</source>
        <translation>收件编号 {number} 已被其他办件使用，请用新编号重办。</translation>
    </message>
    <message>
        <source>Say why it is dropped.</source>
        <translation>请填写放弃的理由。</translation>
    </message>
    <message>
        <source>This is no receipt code of OneWindow.</source>
        <translation>这不是一窗凭证二维码。</translation>
    </message>
    <message>
        <source>The signature on this receipt does not fit: it may be forged.</source>
        <translation>凭证签名不符，可能系伪造。</translation>
    </message>
    <message>
        <source>The receipt code would be too long.</source>
        <translation>凭证二维码内容过长。</translation>
    </message>
    <message>
        <source>This receipt was signed by a device not known here; synchronise and try again.</source>
        <translation>凭证由未知设备签发，请同步后再试。</translation>
    </message>
    <message>
        <source>This receipt was made by a newer version; update the program.</source>
        <translation>凭证由更新版本签发，请升级程序。</translation>
    </message>
    <message>
        <source>The port could not be written to {file}.</source>
        <translation>端口无法写入 {file}。</translation>
    </message>
    <message>
        <source>The sign-in has expired; sign in again. Your work is safe.</source>
        <translation>登录已过期，请重新登录，工作内容不会丢失。</translation>
    </message>
    <message>
        <source>The centre does not accept this sign-in any more; sign in again. Your work is safe.</source>
        <translation>中心不再认可本次登录，请重新登录，工作内容不会丢失。</translation>
    </message>
    <message>
        <source>Sign in first.</source>
        <translation>请先登录。</translation>
    </message>
    <message>
        <source>Too many wrong passwords; try again in {seconds} seconds.</source>
        <translation>密码错误次数过多，请 {seconds} 秒后再试。</translation>
    </message>
    <message>
        <source>The centre can&apos;t be reached, and you never signed in at this device before.</source>
        <translation>中心暂时无法连接，且您未在本机登录过。</translation>
    </message>
    <message>
        <source>This account is not in use (any more).</source>
        <translation>该账号已停用。</translation>
    </message>
    <message>
        <source>Staff number or password is wrong.</source>
        <translation>工号或密码不正确。</translation>
    </message>
    <message>
        <source>The data of a member of staff can&apos;t be read.</source>
        <translation>人员资料无法读取。</translation>
    </message>
    <message>
        <source>The centre knows less than this device: it may have been restored. Nothing here is lost.</source>
        <translation>中心数据比本机旧，可能已恢复备份；本机内容没有丢失。</translation>
    </message>
    <message>
        <source>This device was away for very long and reads everything again.</source>
        <translation>本机离线过久，将重新下载全部资料。</translation>
    </message>
    <message>
        <source>The centre was set up anew; this device reads everything again. Nothing here is lost.</source>
        <translation>中心已重建，本机将重新下载；本机内容没有丢失。</translation>
    </message>
    <message>
        <source>You may not see this part of the centre.</source>
        <translation>您无权查看中心的这部分资料。</translation>
    </message>
    <message>
        <source>The centre is missing earlier work of this device; it is sent again.</source>
        <translation>中心缺少本机较早的操作，将重新发送。</translation>
    </message>
    <message>
        <source>This device&apos;s data were copied to another device; it goes on under a new number.</source>
        <translation>本机数据曾被复制到其他设备，将以新编号继续。</translation>
    </message>
    <message>
        <source>The centre does not know this device yet.</source>
        <translation>中心尚未登记本机。</translation>
    </message>
    <message>
        <source>A time limit can&apos;t be read.</source>
        <translation>时限数据无法读取。</translation>
    </message>
    <message>
        <source>{name}: this applicant may not use tolerance for now (earlier supplements never came).</source>
        <translation>{name}：申请人此前逾期未补交，暂不适用容缺受理。</translation>
    </message>
    <message>
        <source>{name} is essential: it can&apos;t be tolerated.</source>
        <translation>“{name}”为主要材料，不可容缺。</translation>
    </message>
    <message>
        <source>The centre can&apos;t be reached; your work is kept here and sent later.</source>
        <translation>中心暂时无法连接，工作保存在本机，稍后自动发送。</translation>
    </message>
    <message>
        <source>The centre did not answer in time; your work is kept here and sent later.</source>
        <translation>中心未及时应答，工作保存在本机，稍后自动发送。</translation>
    </message>
    <message>
        <source>The connection to the centre is not trustworthy; call the administrator.</source>
        <translation>与中心的连接不可信，请联系管理员。</translation>
    </message>
    <message>
        <source>Something else answers at the centre&apos;s address (a sign-in page of the network?).</source>
        <translation>中心地址由其他服务应答（可能是网络登录页面）。</translation>
    </message>
    <message>
        <source>Without encryption only a centre on this machine may be used.</source>
        <translation>未加密的连接只能用于本机上的中心。</translation>
    </message>
    <message>
        <source>An answer of the centre can&apos;t be read ({member}).</source>
        <translation>中心应答无法读取（{member}）。</translation>
    </message>
    <message>
        <source>What came is not an answer of the centre.</source>
        <translation>收到的不是中心的应答。</translation>
    </message>
    <message>
        <source>An answer of the centre is too large.</source>
        <translation>中心应答过大。</translation>
    </message>
    <message>
        <source>Too much was sent at once.</source>
        <translation>一次发送的内容过多。</translation>
    </message>
    <message>
        <source>The centre speaks a newer language; update this program. Your work is kept and still sent.</source>
        <translation>中心版本较新，请升级本程序；工作仍会保存并发送。</translation>
    </message>
    <message>
        <source>The centre is older than this program; call the administrator.</source>
        <translation>中心版本较旧，请联系管理员。</translation>
    </message>
    <message>
        <source>An answer of the centre came incomplete; it is asked for again.</source>
        <translation>中心应答不完整，将重新请求。</translation>
    </message>
    <message>
        <source>{file} could not be written: {reason} Choose another folder or stick.</source>
        <translation>文件 {file} 无法写入：{reason} 请换一个文件夹或 U 盘。</translation>
    </message>
    <message>
        <source>The centre is busy; your work is kept here and sent in a moment.</source>
        <translation>中心繁忙，办件已存在本机，稍后自动发送。</translation>
    </message>
    <message>
        <source>The transfer was stopped; your work is kept here and sent later.</source>
        <translation>传输已停止，办件已存在本机，稍后自动发送。</translation>
    </message>
    <message>
        <source>The connection to the centre is not trustworthy ({reason}); call the administrator.</source>
        <translation>与中心的连接不可信（{reason}），请联系管理员。</translation>
    </message>
    <message>
        <source>An answer of the centre does not fit what was asked; it is asked again. Nothing is lost.</source>
        <translation>中心的答复与请求不符，将重新请求，数据没有丢失。</translation>
    </message>
    <message>
        <source>{address} is no address of a centre; it begins with https://.</source>
        <translation>{address} 不是中心地址，中心地址以 https:// 开头。</translation>
    </message>
    <message>
        <source>The certificate file {file} can&apos;t be read; call the administrator.</source>
        <translation>证书文件 {file} 无法读取，请联系管理员。</translation>
    </message>
    <message>
        <source>The tray is full: finish or discard one of the cases in it first.</source>
        <translation>待取回已满，请先办完或放弃其中一件。</translation>
    </message>
    <message>
        <source>The centre is older than this program; call the administrator. Your work is kept.</source>
        <translation>中心版本过旧，请联系管理员；办件已存在本机。</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>This could not be done (%1). Nothing is lost; call the administrator if it happens again.</source>
        <translation>未能完成（%1），内容没有丢失；若再次出现请联系管理员。</translation>
    </message>
    <message>
        <source>The centre has moved on since; this device catches up and compares again.</source>
        <translation>中心数据已更新，本机同步后将重新核对。</translation>
    </message>
    <message>
        <source>This was written by a newer version of the program: it can be read here, but not changed. Update the program.</source>
        <translation>此件由更高版本的程序写成，本机只能查看，不能办理。请更新程序。</translation>
    </message>
    <message>
        <source>This device was shut out by the administrator; its unsent work goes to the supervisor.</source>
        <translation>本设备已被管理员停用；未上传的工作将转交主管处理。</translation>
    </message>
    <message>
        <source>The centre does not know this device; ask the administrator for an enrolment code.</source>
        <translation>中心未登记本设备，请向管理员索取登记码。</translation>
    </message>
    <message>
        <source>Your role may not see or do this.</source>
        <translation>您的岗位无权查看或办理。</translation>
    </message>
    <message>
        <source>This enrolment code is wrong, used or too old; ask the administrator for a new one.</source>
        <translation>登记码错误、已使用或已过期，请向管理员重新索取。</translation>
    </message>
    <message>
        <source>There is no such returned work in your district.</source>
        <translation>本辖区没有这项退回工作。</translation>
    </message>
    <message>
        <source>Somebody has dealt with this returned work already.</source>
        <translation>这项退回工作已有人处理。</translation>
    </message>
    <message>
        <source>You no longer have the right to do this; the work was handed over to the district&apos;s supervisor.</source>
        <translation>您已不具备此项权限；该工作已转交本辖区主管。</translation>
    </message>
    <message>
        <source>This file was erased by law; nothing can be done to it any more.</source>
        <translation>该档案已依法删除，不能再办理。</translation>
    </message>
    <message>
        <source>The case is there already; choose another hall.</source>
        <translation>办件已在该大厅，请选择其他大厅。</translation>
    </message>
    <message>
        <source>The receipt number {number} is void; redo this case with a new number.</source>
        <translation>收件编号 {number} 已作废，请用新编号重新办理。</translation>
    </message>
    <message>
        <source>The series {series} has no numbers left; call the administrator.</source>
        <translation>编号序列 {series} 已用完，请联系管理员。</translation>
    </message>
    <message>
        <source>The ledger {file} can&apos;t be written; the centre does not start without it.</source>
        <translation>中心台账文件 {file} 无法写入，中心不能启动。</translation>
    </message>
    <message>
        <source>Give a reason.</source>
        <translation>请填写理由。</translation>
    </message>
    <message>
        <source>The first download does not bear the centre&apos;s signature and was not taken; the data come the slower way.</source>
        <translation>首次下载的数据包未带中心签名，未采用；改为逐条下载，会慢一些。</translation>
    </message>
    <message>
        <source>The first download can&apos;t be read ({member}); the data come the slower way.</source>
        <translation>首次下载的数据包无法读取（{member}），改为逐条下载，会慢一些。</translation>
    </message>
    <message>
        <source>The centre has no ready-made download for this hall; the data come the slower way.</source>
        <translation>中心没有本大厅的现成数据包，改为逐条下载，会慢一些。</translation>
    </message>
    <message>
        <source>The first download is made for a newer program; update this one, or let the data come the slower way.</source>
        <translation>首次下载的数据包需要更新版本的程序；请升级，或等待逐条下载完成。</translation>
    </message>
    <message>
        <source>A case takes at most {mostMb} MB of scans; remove some, or scan with less detail.</source>
        <translation>每件的扫描件合计不超过 {mostMb} MB；请移除一些，或降低扫描精度。</translation>
    </message>
    <message>
        <source>{name}: the file on this device is damaged and was not sent. Please scan it again; the case itself is safe.</source>
        <translation>“{name}”：本机上的文件已损坏，未传送。请重新扫描；办件本身无恙。</translation>
    </message>
    <message>
        <source>Only {freeMb} MB are free on this device: no more scans are taken in, cases can still be saved. Please free some space.</source>
        <translation>本机磁盘只剩 {freeMb} MB，暂不再收扫描件，办件仍可保存。请清理空间。</translation>
    </message>
    <message>
        <source>{name} is empty.</source>
        <translation>“{name}”是空文件。</translation>
    </message>
    <message>
        <source>{name} can&apos;t be added: only JPEG, PNG, PDF, TIFF and OFD files.</source>
        <translation>“{name}”不能添加：只收 JPEG、PNG、PDF、TIFF、OFD 文件。</translation>
    </message>
    <message>
        <source>The attachment can&apos;t be read ({member}).</source>
        <translation>附件信息无法读取（{member}）。</translation>
    </message>
    <message>
        <source>Say why the scan is removed.</source>
        <translation>请说明移除原因。</translation>
    </message>
    <message>
        <source>{name} is larger than {mostMb} MB; scan it with less detail or in parts.</source>
        <translation>“{name}”超过 {mostMb} MB；请降低精度或分开扫描。</translation>
    </message>
    <message>
        <source>A case takes at most {most} scans.</source>
        <translation>每件最多 {most} 个附件。</translation>
    </message>
    <message>
        <source>This scan is not with the case any more.</source>
        <translation>该附件已不在本件中。</translation>
    </message>
    <message>
        <source>{name} can&apos;t be read; is the stick or scanner still connected?</source>
        <translation>“{name}”无法读取；U 盘或扫描仪是否还连着？</translation>
    </message>
    <message>
        <source>The scan has not reached the centre yet; it comes from the window that took it in.</source>
        <translation>扫描件还未到中心，由收件窗口稍后传来。</translation>
    </message>
    <message>
        <source>The centre is busy with other scans; it goes on in a moment.</source>
        <translation>中心正忙于其他扫描件，稍后继续。</translation>
    </message>
    <message>
        <source>The scan came damaged and was thrown away; try again.</source>
        <translation>取回的扫描件已损坏，未保存；请重试。</translation>
    </message>
    <message>
        <source>The transfer of a scan can&apos;t be read.</source>
        <translation>扫描件的传送信息无法读取。</translation>
    </message>
    <message>
        <source>The transfer of a scan goes on from where it stopped.</source>
        <translation>扫描件从中断处继续传送。</translation>
    </message>
    <message>
        <source>The transfer of a scan begins anew.</source>
        <translation>扫描件重新传送。</translation>
    </message>
    <message>
        <source>The centre takes scans of at most {mostMb} MB.</source>
        <translation>中心接收的扫描件不超过 {mostMb} MB。</translation>
    </message>
    <message>
        <source>The centre does not know this scan.</source>
        <translation>中心没有这份扫描件的记录。</translation>
    </message>
    <message>
        <source>Another server makes this first download just now.</source>
        <translation>另一台服务器正在生成该首次下载包。</translation>
    </message>
    <message>
        <source>There is too little here for a ready-made first download.</source>
        <translation>数据较少，无需生成首次下载包。</translation>
    </message>
    <message>
        <source>Making the first download was stopped; it is made later.</source>
        <translation>首次下载包的生成已中止，稍后重新生成。</translation>
    </message>
    <message>
        <source>This applicant is not known here.</source>
        <translation>本机没有该申请人的资料，请核对证件号或等待同步。</translation>
    </message>
    <message>
        <source>No date of this case moves.</source>
        <translation>该办件各项期限均无变化，无需重算。</translation>
    </message>
    <message>
        <source>Choose a coming day by which it must be put right.</source>
        <translation>请选择今天以后的日期作为整改期限。</translation>
    </message>
    <message>
        <source>Choose what was found.</source>
        <translation>请选择核查结论。</translation>
    </message>
    <message>
        <source>This check is settled already.</source>
        <translation>该项核查已办结，不能重复登记。</translation>
    </message>
    <message>
        <source>This can&apos;t be recorded: the check is “{state}”.</source>
        <translation>该项核查当前为“{state}”，不能这样登记。</translation>
    </message>
    <message>
        <source>This case has no such check ({key}).</source>
        <translation>该办件没有此项核查（{key}）。</translation>
    </message>
    <message>
        <source>Nothing of this case rests on a commitment any more.</source>
        <translation>该办件已没有以承诺替代的材料。</translation>
    </message>
    <message>
        <source>This applicant is not blocked.</source>
        <translation>该申请人未被限制，无需修复。</translation>
    </message>
    <message>
        <source>{name} is on leave in those days; choose another deputy.</source>
        <translation>{name}在此期间也请假，请另选替岗人。</translation>
    </message>
    <message>
        <source>Choose a first and a last day, not in the past and at most a year apart.</source>
        <translation>请选择起止日期：不早于今天，最长一年。</translation>
    </message>
    <message>
        <source>The delegation can&apos;t be read ({member}); report this to the administrator.</source>
        <translation>替岗数据无法读取（{member}），请报告管理员。</translation>
    </message>
    <message>
        <source>Choose a colleague who may decide as deputy.</source>
        <translation>请选择有审批权限的同事替岗。</translation>
    </message>
    <message>
        <source>Only who goes on leave, or a supervisor, may settle this.</source>
        <translation>只能由请假人本人或主管办理。</translation>
    </message>
    <message>
        <source>This leave is over already.</source>
        <translation>该次请假已结束。</translation>
    </message>
    <message>
        <source>This leave is not known here.</source>
        <translation>本机没有该次请假的记录，请等待同步。</translation>
    </message>
    <message>
        <source>This question was answered already.</source>
        <translation>该督办已答复。</translation>
    </message>
    <message>
        <source>The last question about this is still open.</source>
        <translation>上一次督办尚未答复，不能重复督办。</translation>
    </message>
    <message>
        <source>Give a number of working days between 1 and {most}.</source>
        <translation>请填写 1 至 {most} 个工作日。</translation>
    </message>
    <message>
        <source>That no answer came in time is noted already.</source>
        <translation>逾期未答复已有记录。</translation>
    </message>
    <message>
        <source>This case has no such question ({number}).</source>
        <translation>该办件没有此次督办（第 {number} 次）。</translation>
    </message>
    <message>
        <source>This case belongs to another district; the applicant must go to {place}.</source>
        <translation>该办件属于其他辖区，请申请人到{place}办理。</translation>
    </message>
    <message>
        <source>This supplement was judged already.</source>
        <translation>该次补交已审核，不能重复审核。</translation>
    </message>
    <message>
        <source>{name} was due by {due}; it can&apos;t be taken any more.</source>
        <translation>“{name}”应于 {due} 前补交，现已逾期，不能再收。</translation>
    </message>
    <message>
        <source>This material is not owed ({key}).</source>
        <translation>该材料无需补交（{key}）。</translation>
    </message>
    <message>
        <source>Tick at least one material that was brought.</source>
        <translation>请至少勾选一项本次补交的材料。</translation>
    </message>
    <message>
        <source>The time for the supplement is not over yet ({due}).</source>
        <translation>补交期限（{due}）尚未届满。</translation>
    </message>
    <message>
        <source>This case has no such supplement ({round}).</source>
        <translation>该办件没有此次补交（第 {round} 次）。</translation>
    </message>
    <message>
        <source>The time limit was extended already; it can be once only.</source>
        <translation>办理期限已延长过一次，依法不能再次延长。</translation>
    </message>
    <message>
        <source>No department objects: a case can be refused only for a reason one of them gives.</source>
        <translation>没有部门提出不同意见，不予许可须以部门意见为依据。</translation>
    </message>
    <message>
        <source>A department objects; the case can&apos;t be granted.</source>
        <translation>有部门不同意，不能准予。</translation>
    </message>
    <message>
        <source>Not every department has spoken yet.</source>
        <translation>尚有部门未出具意见，请等待。</translation>
    </message>
    <message>
        <source>Not everything is there yet: {materials}. The result waits for the supplement.</source>
        <translation>材料尚未补齐：{materials}。补齐后方可出件。</translation>
    </message>
    <message>
        <source>An agent needs a mandate: enter which one was shown.</source>
        <translation>经办人代领须有授权委托书，请填写所持委托书。</translation>
    </message>
    <message>
        <source>Enter the name of who collects.</source>
        <translation>请录入领取人姓名。</translation>
    </message>
    <message>
        <source>An organisation can&apos;t come in person: its representative or an agent collects.</source>
        <translation>申请人是单位，须由法定代表人或经办人领取，请重新选择领取身份。</translation>
    </message>
    <message>
        <source>This is not the number of {name}: whoever collects for the applicant needs a mandate.</source>
        <translation>该证件号不是{name}本人的；代领须有授权委托书，请选择“经办人”。</translation>
    </message>
    <message>
        <source>Enter the number of the person who collects, not of the organisation.</source>
        <translation>请录入领取人本人的证件号，不是单位的信用代码。</translation>
    </message>
    <message>
        <source>Choose as what this person collects.</source>
        <translation>请选择领取身份。</translation>
    </message>
    <message>
        <source>This result has been handed out already.</source>
        <translation>该结果已领取。</translation>
    </message>
    <message>
        <source>The result is on its way by mail ({waybill}); it can&apos;t be handed out here.</source>
        <translation>该结果已寄出（运单 {waybill}），不能在窗口领取。</translation>
    </message>
    <message>
        <source>Name, telephone and address are all needed to send by mail.</source>
        <translation>邮寄须填写收件人姓名、电话和地址。</translation>
    </message>
    <message>
        <source>There is no such licence.</source>
        <translation>没有该证照，请核对编号。</translation>
    </message>
    <message>
        <source>The licence is not in force any more.</source>
        <translation>该证照已失效。</translation>
    </message>
    <message>
        <source>The licence can&apos;t be read ({member}); report this to the administrator.</source>
        <translation>证照数据无法读取（{member}），请报告管理员。</translation>
    </message>
    <message>
        <source>This message or delivery is not known here.</source>
        <translation>本机没有该条发送记录，请等待同步。</translation>
    </message>
    <message>
        <source>This can&apos;t be sent: {member} can&apos;t be read; report this to the administrator.</source>
        <translation>无法发送：{member} 无法读取，请报告管理员。</translation>
    </message>
    <message>
        <source>This can&apos;t be done any more: something else has become of it meanwhile.</source>
        <translation>该条发送状态已变化，不能再办理此项，请刷新后查看。</translation>
    </message>
    <message>
        <source>There are no words for this message ({code}); report this to the administrator.</source>
        <translation>没有该消息的文字模板（{code}），请报告管理员。</translation>
    </message>
    <message>
        <source>The message can&apos;t be written: {fact} is not known.</source>
        <translation>消息无法生成：缺少 {fact}，请报告管理员。</translation>
    </message>
    <message>
        <source>The partner&apos;s address can&apos;t be used ({url}); the administrator must put it right.</source>
        <translation>对接单位地址不可用（{url}），请联系管理员更正。</translation>
    </message>
    <message>
        <source>The partner could not be reached ({detail}).</source>
        <translation>对接单位暂时无法连接（{detail}）。</translation>
    </message>
    <message>
        <source>The partner did not answer within {seconds} seconds.</source>
        <translation>对接单位 {seconds} 秒内未应答。</translation>
    </message>
    <message>
        <source>The partner could not take it just then (answer {status}).</source>
        <translation>对接单位暂时不能接收（应答 {status}）。</translation>
    </message>
    <message>
        <source>The partner has refused it (answer {status}): {detail}</source>
        <translation>对接单位拒收（应答 {status}）：{detail}</translation>
    </message>
    <message>
        <source>It could not be delivered: {detail}</source>
        <translation>未能投递：{detail}</translation>
    </message>
    <message>
        <source>It could not be written into the file: {detail}</source>
        <translation>无法写入文件：{detail}</translation>
    </message>
    <message>
        <source>This was told before.</source>
        <translation>该条回传已收到过。</translation>
    </message>
    <message>
        <source>The partner has told too much about this delivery.</source>
        <translation>对接单位对此件的回传过多，不再接收。</translation>
    </message>
    <message>
        <source>There is no such partner.</source>
        <translation>没有该对接单位。</translation>
    </message>
    <message>
        <source>The partner&apos;s signature is wrong.</source>
        <translation>对接单位的签名不正确。</translation>
    </message>
    <message>
        <source>The partner&apos;s message is too old.</source>
        <translation>对接单位的回传已过时效。</translation>
    </message>
    <message>
        <source>The list of partners can&apos;t be read: {file}, {detail}.</source>
        <translation>对接单位配置无法读取：{file}，{detail}。</translation>
    </message>
    <message>
        <source>The list of partners is wrong at channel {channel}, {member}.</source>
        <translation>对接单位配置有误（渠道 {channel}，{member}）。</translation>
    </message>
    <message>
        <source>Too many questions; ask again in {seconds} seconds.</source>
        <translation>查询过于频繁，请 {seconds} 秒后再试。</translation>
    </message>
    <message>
        <source>This delivery went to another partner.</source>
        <translation>此件由其他对接单位投递。</translation>
    </message>
    <message>
        <source>The clock of the case can&apos;t be read ({member}); report this to the administrator.</source>
        <translation>办件计时数据无法读取（{member}），请报告管理员。</translation>
    </message>
    <message>
        <source>The handling of item {item} is wrong at {member}; it was not taken over.</source>
        <translation>事项 {item} 的办理规则有误（{member}），未予采用。</translation>
    </message>
    <message>
        <source>Choose at least one material.</source>
        <translation>请至少选择一项材料。</translation>
    </message>
    <message>
        <source>The rules of the district are wrong at {member}; they were not taken over.</source>
        <translation>辖区规则有误（{member}），未予采用。</translation>
    </message>
    <message>
        <source>This colleague does not decide for {department}; choose another.</source>
        <translation>该同事不承办{department}的审批，请另选。</translation>
    </message>
    <message>
        <source>“{kind}” is no procedure whose time may be left out for this item.</source>
        <translation>“{kind}”不是本事项可不计时限的特别程序。</translation>
    </message>
    <message>
        <source>The clock is not standing.</source>
        <translation>计时没有暂停，无需恢复。</translation>
    </message>
    <message>
        <source>This part belongs to {department}.</source>
        <translation>此环节由{department}办理。</translation>
    </message>
    <message>
        <source>The clock stands already.</source>
        <translation>计时已经暂停。</translation>
    </message>
    <message>
        <source>This can&apos;t be done now: the part is “{stepState}”.</source>
        <translation>该环节当前为“{stepState}”，现在不能办理。</translation>
    </message>
    <message>
        <source>A colleague has this in hand. Ask for it to be handed over.</source>
        <translation>该件由同事承办，请联系同事移交。</translation>
    </message>
    <message>
        <source>This case has no such part ({step}).</source>
        <translation>该办件没有此环节（{step}）。</translation>
    </message>
    <message>
        <source>This work order is not known here.</source>
        <translation>本窗口没有这件工单。</translation>
    </message>
    <message>
        <source>This can&apos;t be done now: the work order has moved on.</source>
        <translation>现在不能这样办理：工单状态已变化。</translation>
    </message>
    <message>
        <source>This work order is registered already.</source>
        <translation>这件工单已经登记。</translation>
    </message>
    <message>
        <source>The work order can&apos;t be read ({member}); report this to the administrator.</source>
        <translation>工单无法读取（{member}），请报告管理员。</translation>
    </message>
    <message>
        <source>Choose where the work order comes from. Bad ratings make their own.</source>
        <translation>请选择工单来源。差评工单由系统自动生成。</translation>
    </message>
    <message>
        <source>Say what it is about.</source>
        <translation>请填写内容。</translation>
    </message>
    <message>
        <source>Enter a phone number: the person has to be called back.</source>
        <translation>请填写联系电话，办理后需要回访。</translation>
    </message>
    <message>
        <source>Choose the department that has to put it right.</source>
        <translation>请选择承办部门。</translation>
    </message>
    <message>
        <source>Say why.</source>
        <translation>请说明理由。</translation>
    </message>
    <message>
        <source>Say why it is complex: the person waits longer for it.</source>
        <translation>请说明复杂的理由：当事人要为此多等。</translation>
    </message>
    <message>
        <source>The person must be contacted first.</source>
        <translation>须先联系当事人核实。</translation>
    </message>
    <message>
        <source>There is nobody to contact: this was found by ourselves.</source>
        <translation>没有需要联系的人：这是自查发现的问题。</translation>
    </message>
    <message>
        <source>This is about your own work; another supervisor must do it.</source>
        <translation>这件涉及您本人的工作，须由其他主管办理。</translation>
    </message>
    <message>
        <source>Whoever answered or appealed can&apos;t judge it; somebody else must do it.</source>
        <translation>答复人、申诉人不能自己评判，须由他人办理。</translation>
    </message>
    <message>
        <source>Choose how the call back ended.</source>
        <translation>请选择回访结果。</translation>
    </message>
    <message>
        <source>An appeal is open; it must be judged first.</source>
        <translation>申诉尚未复核，须先复核。</translation>
    </message>
    <message>
        <source>There is no appeal here; only bad ratings can be appealed against.</source>
        <translation>没有可复核的申诉；只有差评可以申诉。</translation>
    </message>
    <message>
        <source>An appeal was made already; there is only one.</source>
        <translation>已经申诉过，只能申诉一次。</translation>
    </message>
    <message>
        <source>Choose the ground of the appeal.</source>
        <translation>请选择申诉理由。</translation>
    </message>
    <message>
        <source>The time for this is not over yet.</source>
        <translation>时限尚未届满。</translation>
    </message>
    <message>
        <source>No such limit runs any more.</source>
        <translation>该时限已不再计算。</translation>
    </message>
    <message>
        <source>Choose one of the five levels.</source>
        <translation>请选择一个评价等级。</translation>
    </message>
    <message>
        <source>The centre&apos;s key has not come down yet; ratings can be given after the next synchronisation.</source>
        <translation>中心密钥尚未下发，同步后即可评价。</translation>
    </message>
    <message>
        <source>There is nothing to rate under this code.</source>
        <translation>没有可评价的服务。</translation>
    </message>
    <message>
        <source>The {days} days for a rating are over.</source>
        <translation>评价时间（{days} 天）已过。</translation>
    </message>
    <message>
        <source>This service has been rated already.</source>
        <translation>这次服务已经评价过。</translation>
    </message>
    <message>
        <source>This service has not been rated.</source>
        <translation>这次服务还没有评价。</translation>
    </message>
    <message>
        <source>A word was added to this rating already; there is only one.</source>
        <translation>已经追评过，只能追评一次。</translation>
    </message>
    <message>
        <source>Write what you want to add.</source>
        <translation>请填写追评内容。</translation>
    </message>
    <message>
        <source>The rating came damaged and can&apos;t be opened.</source>
        <translation>评价数据损坏，无法打开。</translation>
    </message>
    <message>
        <source>The list of choices for ratings is wrong at {member}; the plain one is used.</source>
        <translation>评价选项数据有误（{member}），使用基本选项。</translation>
    </message>
    <message>
        <source>The rating can&apos;t be read ({member}).</source>
        <translation>评价无法读取（{member}）。</translation>
    </message>
    <message>
        <source>The month is not over yet.</source>
        <translation>当月尚未结束。</translation>
    </message>
    <message>
        <source>{name} can&apos;t confirm this: only a certified colleague of this hall can.</source>
        <translation>{name}不能确认此件：须由本大厅具备资格的同事确认。</translation>
    </message>
    <message>
        <source>You are not certified for “{group}”; a certified colleague must confirm.</source>
        <translation>您没有“{group}”的上岗资格，须由具备资格的同事确认。</translation>
    </message>
    <message>
        <source>Only a certified chief service clerk may accept and decide in one go.</source>
        <translation>只有具备资格的首席服务员可以审核合一，当场受理并决定。</translation>
    </message>
    <message>
        <source>This item can&apos;t be decided at the counter; it goes to its department.</source>
        <translation>本事项不能在窗口当场决定，须转主管部门审批。</translation>
    </message>
    <message>
        <source>{clerk} accepted this case; whoever accepts decides it here.</source>
        <translation>该件由{clerk}受理，审核合一的办件须由受理人决定。</translation>
    </message>
    <message>
        <source>The number of this paper can&apos;t be read.</source>
        <translation>文书编号无法识别。</translation>
    </message>
    <message>
        <source>The paper number {number} was not given to this device.</source>
        <translation>文书编号 {number} 未分配给本机。</translation>
    </message>
    <message>
        <source>The paper number {number} is already used by another case; redo this one with a new number.</source>
        <translation>文书编号 {number} 已被其他办件使用，请用新编号重办。</translation>
    </message>
    <message>
        <source>The journal&apos;s checkpoints can&apos;t be written to {file}.</source>
        <translation>日志校验点无法写入 {file}。</translation>
    </message>
    <message>
        <source>There is no hash function {hash} to chain the journal by.</source>
        <translation>没有可用于日志校验的散列算法 {hash}。</translation>
    </message>
    <message>
        <source>There is no place {place} with a journal.</source>
        <translation>没有大厅 {place} 的日志。</translation>
    </message>
    <message>
        <source>Only a case or an enquiry can be handed over to a colleague.</source>
        <translation>只有办件和咨询可以移交给同事。</translation>
    </message>
    <message>
        <source>It is finished: nobody has to answer for it any more.</source>
        <translation>已经办结，不再需要责任人。</translation>
    </message>
    <message>
        <source>{name} answers for it, and it stays so until a colleague has taken it over.</source>
        <translation>现由{name}负责，同事接手前责任不变。</translation>
    </message>
    <message>
        <source>Choose a colleague of this district who works at a counter or decides for a department.</source>
        <translation>请选择本区的窗口或审批同事。</translation>
    </message>
    <message>
        <source>{name} answers for it already.</source>
        <translation>已由{name}负责。</translation>
    </message>
    <message>
        <source>Nobody has offered it; it stays with whoever was asked first.</source>
        <translation>没有人移交；仍由首问人负责。</translation>
    </message>
    <message>
        <source>It was offered to {name}.</source>
        <translation>已请{name}接手。</translation>
    </message>
    <message>
        <source>Say why, in a few words.</source>
        <translation>请简要说明原因。</translation>
    </message>
    <message>
        <source>Whoever was asked answers an enquiry. Hand it over to a colleague instead.</source>
        <translation>咨询由首问人答复；如需他人处理，请移交给同事。</translation>
    </message>
    <message>
        <source>This is outside what you may act upon: another counter, hall, district or department is responsible for it.</source>
        <translation>超出您的权限范围：该事由其他窗口、大厅、地区或部门负责。</translation>
    </message>
    <message>
        <source>Nobody changes their own rights; a second administrator does it.</source>
        <translation>不能修改自己的权限，须由另一名管理员办理。</translation>
    </message>
    <message>
        <source>There is no role {role}.</source>
        <translation>没有 {role} 这一角色。</translation>
    </message>
    <message>
        <source>These roles can&apos;t be held by one person: administrators of the system, of security and of audit are three people, and none of them works on cases.</source>
        <translation>这些角色不能由一人兼任：系统、安全、审计管理员须为三人，且均不办理业务。</translation>
    </message>
    <message>
        <source>Say what it is needed for.</source>
        <translation>请说明用途。</translation>
    </message>
    <message>
        <source>Give the day until which it must be kept; it lies ahead.</source>
        <translation>请填写须保存到的日期，应在今天之后。</translation>
    </message>
    <message>
        <source>The table of rights can&apos;t be read ({member}); report this to the administrator.</source>
        <translation>权限表无法读取（{member}），请报告管理员。</translation>
    </message>
    <message>
        <source>A password can only be given anew while the centre can be reached.</source>
        <translation>只有连通中心时才能重置密码。</translation>
    </message>
    <message>
        <source>This password is among the first anybody would try. Choose another.</source>
        <translation>该密码过于常见，容易被猜到，请换一个。</translation>
    </message>
    <message>
        <source>The password must contain neither your staff number nor your name.</source>
        <translation>密码不得包含工号或姓名。</translation>
    </message>
    <message>
        <source>The password may have {most} characters at most.</source>
        <translation>密码最多 {most} 个字符。</translation>
    </message>
    <message>
        <source>The password must have at least {least} characters.</source>
        <translation>密码至少 {least} 个字符。</translation>
    </message>
    <message>
        <source>The password must mix at least {classes} of: small letters, capitals, digits, other characters.</source>
        <translation>密码须至少包含小写字母、大写字母、数字、其他字符中的 {classes} 类。</translation>
    </message>
    <message>
        <source>You have had this password before. Choose another.</source>
        <translation>该密码曾经用过，请换一个。</translation>
    </message>
    <message>
        <source>The password can only be changed while the centre can be reached.</source>
        <translation>只有连通中心时才能修改密码。</translation>
    </message>
    <message>
        <source>Choose a new password: at least {least} characters, {classes} kinds of small letters, capitals, digits, others.</source>
        <translation>请设置新密码：至少 {least} 个字符，包含小写字母、大写字母、数字、其他字符中的 {classes} 类。</translation>
    </message>
    <message>
        <source>Type the code your telephone shows.</source>
        <translation>请输入手机上显示的动态码。</translation>
    </message>
    <message>
        <source>The code is wrong, too old, or was used already. Wait for the next one.</source>
        <translation>动态码错误、已过期或已使用过，请等下一个。</translation>
    </message>
    <message>
        <source>Your second factor can only be checked while the centre can be reached.</source>
        <translation>您的第二因素只能在连通中心时核验。</translation>
    </message>
    <message>
        <source>Your role needs a second factor. Take this symbol or key into the authenticator of your telephone, then type the code it shows.</source>
        <translation>您的角色须使用第二因素。请用手机验证器扫描此码或录入密钥，再输入显示的动态码。</translation>
    </message>
    <message>
        <source>The password to begin with was not used in time; ask the security administrator for another.</source>
        <translation>初始密码已过期，请向安全管理员重新申请。</translation>
    </message>
    <message>
        <source>This terminal was shut out. Somebody who worked here lately must sign in once more, so that unsent work is sent; then everything here is erased.</source>
        <translation>此终端已被停用。请最近在此工作过的人员再登录一次，以便发送待发内容；随后清除本机全部内容。</translation>
    </message>
    <message>
        <source>This terminal is not shut out.</source>
        <translation>此终端并未停用。</translation>
    </message>
    <message>
        <source>The file that says who this terminal is can&apos;t be read; ask the administrator to set the terminal up anew.</source>
        <translation>本机的身份文件无法读取，请管理员重新登记此终端。</translation>
    </message>
    <message>
        <source>The key store of this desktop does not open; unlock it and start again.</source>
        <translation>桌面密钥库未打开，请解锁后重新启动。</translation>
    </message>
    <message>
        <source>The keys of this terminal were altered by somebody; tell the administrator.</source>
        <translation>此终端的密钥文件被人改动过，请报告管理员。</translation>
    </message>
    <message>
        <source>You may sign in, but nothing you know opens this terminal&apos;s store. Let somebody sign in here first who has worked here.</source>
        <translation>您可以登录，但无法打开此终端的数据。请先由在此工作过的人员登录一次。</translation>
    </message>
    <message>
        <source>The keys of this terminal can&apos;t be read any more; ask the administrator to set the terminal up anew.</source>
        <translation>此终端的密钥文件已无法读取，请管理员重新登记此终端。</translation>
    </message>
    <message>
        <source>This terminal has been without the centre for too long; it opens again as soon as the centre answers.</source>
        <translation>此终端离线时间过长；中心恢复连接后即可打开。</translation>
    </message>
    <message>
        <source>The keys of this terminal&apos;s store are gone; ask the administrator to set the terminal up anew.</source>
        <translation>此终端数据的密钥已丢失，请管理员重新登记此终端。</translation>
    </message>
    <message>
        <source>You never signed in at this terminal before.</source>
        <translation>您此前从未在此终端登录。</translation>
    </message>
    <message>
        <source>The password does not open this terminal&apos;s store.</source>
        <translation>此密码无法打开此终端的数据。</translation>
    </message>
    <message>
        <source>The centre asks this program for a signature it does not give; update the program.</source>
        <translation>中心要求的签名本程序未提供，请更新程序。</translation>
    </message>
    <message>
        <source>The network said the same twice; try again.</source>
        <translation>网络重复发送了同一请求，请重试。</translation>
    </message>
    <message>
        <source>The clock of this machine is wrong; set it and try again.</source>
        <translation>本机时钟不准，请校准后重试。</translation>
    </message>
    <message>
        <source>The centre does not take this terminal for the one it knows; ask the administrator.</source>
        <translation>中心无法确认此终端的身份，请联系管理员。</translation>
    </message>
    <message>
        <source>There is no member of staff with this number.</source>
        <translation>没有此工号的人员。</translation>
    </message>
    <message>
        <source>Put in your USB key.</source>
        <translation>请插入 USB Key。</translation>
    </message>
    <message>
        <source>The certificate on this USB key is not accepted.</source>
        <translation>此 USB Key 的证书不被认可。</translation>
    </message>
    <message>
        <source>The PIN of the USB key is wrong; {left} tries are left.</source>
        <translation>USB Key 的 PIN 错误，还可再试 {left} 次。</translation>
    </message>
    <message>
        <source>The USB key did not sign what was asked.</source>
        <translation>USB Key 的签名不符。</translation>
    </message>
    <message>
        <source>The key store of this desktop does not open: {reason}</source>
        <translation>桌面密钥库未打开：{reason}</translation>
    </message>
    <message>
        <source>The journal is too long to be checked from here ({rows} acts); the system administrator runs verify-journal at the centre.</source>
        <translation>日志过长（{rows} 条），不能在此校验；请系统管理员在中心运行 verify-journal。</translation>
    </message>
    <message>
        <source>{name}: a page can&apos;t be drawn; the file may be damaged there. Please scan it again if the page is needed.</source>
        <translation>{name}：有一页无法显示，文件此处可能已损坏。如需该页，请重新扫描。</translation>
    </message>
    <message>
        <source>It bears the name of somebody who never signed in at this terminal; a supervisor decides about it.</source>
        <translation>它署的是从未在本终端登录过的人的名字；由主管处理。</translation>
    </message>
    <message>
        <source>Somebody else has the staff number {number}; choose another one.</source>
        <translation>工号 {number} 已有他人使用，请换一个。</translation>
    </message>
</context>
<context>
    <name>app::Client</name>
    <message>
        <source>Case</source>
        <translation>办件</translation>
    </message>
    <message>
        <source>Applicant</source>
        <translation>申请人</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>登录</translation>
    </message>
    <message>
        <source>The centre can&apos;t be reached. You work from this device; everything is sent as soon as it answers.</source>
        <translation>中心暂时无法连接，正在本机离线工作；连接恢复后自动上传。</translation>
    </message>
    <message>
        <source>Good day, %1.</source>
        <translation>%1，您好。</translation>
    </message>
    <message>
        <source>The first download is complete: everything of this hall is here now.</source>
        <translation>首次下载完成：本大厅的数据已全部就绪。</translation>
    </message>
    <message>
        <source>Work order</source>
        <translation>工单</translation>
    </message>
</context>
<context>
    <name>app::FrontDoor</name>
    <message>
        <source>OneWindow</source>
        <translation>一窗</translation>
    </message>
</context>
<context>
    <name>app::HelpPanel</name>
    <message>
        <source>Close help</source>
        <translation>关闭帮助</translation>
    </message>
</context>
<context>
    <name>app::MainWindow</name>
    <message>
        <source>Search</source>
        <translation>查找</translation>
    </message>
    <message>
        <source>Help for this page</source>
        <translation>本页帮助</translation>
    </message>
    <message>
        <source>All keys</source>
        <translation>全部按键</translation>
    </message>
    <message>
        <source>All keys, also while typing</source>
        <translation>全部按键（正在输入时也可用）</translation>
    </message>
    <message>
        <source>This page is not open to your role.</source>
        <translation>您的岗位没有使用这一页的权限。</translation>
    </message>
    <message>
        <source>Keys of this page</source>
        <translation>本页按键</translation>
    </message>
    <message>
        <source>Keyboard</source>
        <translation>键盘</translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation>各页通用</translation>
    </message>
    <message>
        <source>OneWindow</source>
        <translation>一窗</translation>
    </message>
</context>
<context>
    <name>app::NavButton</name>
    <message>
        <source>%1, %2 waiting</source>
        <translation>%1，%2 件待处理</translation>
    </message>
</context>
<context>
    <name>app::SearchBox</name>
    <message>
        <source>Search results</source>
        <translation>查找结果</translation>
    </message>
    <message>
        <source>Nothing found on this terminal</source>
        <translation>本机没有找到</translation>
    </message>
    <message>
        <source>Enter looks for “%1” among the cases</source>
        <translation>按 Enter 到办件中查找“%1”</translation>
    </message>
    <message>
        <source>Case number · name · ID number · initials    Ctrl+K</source>
        <translation>办件号 · 姓名 · 证件号 · 首字母    Ctrl+K</translation>
    </message>
    <message>
        <source>Search cases and people</source>
        <translation>查找办件和申请人</translation>
    </message>
</context>
<context>
    <name>app::SideBar</name>
    <message>
        <source>Pages</source>
        <translation>页面</translation>
    </message>
</context>
<context>
    <name>app::TitleBar</name>
    <message>
        <source>Counter: %1</source>
        <translation>窗口：%1</translation>
    </message>
    <message>
        <source>Signed in: %1</source>
        <translation>当前登录：%1</translation>
    </message>
    <message>
        <source>OneWindow</source>
        <translation>一窗</translation>
    </message>
    <message>
        <source>Change counter…</source>
        <translation>更换窗口…</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>锁定</translation>
    </message>
    <message>
        <source>Another person</source>
        <translation>换人登录</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>退出登录</translation>
    </message>
    <message>
        <source>Counter</source>
        <translation>窗口</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>人员</translation>
    </message>
    <message>
        <source>Change my password…</source>
        <translation>修改密码…</translation>
    </message>
</context>
<context>
    <name>forms::AgentBox</name>
    <message>
        <source>Acting for the applicant</source>
        <translation>经办人</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>ID no.</source>
        <translation>证件号</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>手机</translation>
    </message>
    <message>
        <source>Agent&apos;s name</source>
        <translation>经办人姓名</translation>
    </message>
    <message>
        <source>Agent&apos;s identity number</source>
        <translation>经办人证件号码</translation>
    </message>
    <message>
        <source>Agent&apos;s phone</source>
        <translation>经办人手机</translation>
    </message>
</context>
<context>
    <name>forms::ApplicantPanel</name>
    <message>
        <source>Applicant</source>
        <translation>申请人</translation>
    </message>
    <message>
        <source>Read card</source>
        <translation>读卡</translation>
    </message>
    <message>
        <source>Put the card on …</source>
        <translation>请放卡…</translation>
    </message>
    <message>
        <source>Identity number or credit code</source>
        <translation>证件号码或统一社会信用代码</translation>
    </message>
    <message>
        <source>ID number or credit code</source>
        <translation>证件号或信用代码</translation>
    </message>
    <message>
        <source>Kind of identity paper</source>
        <translation>证件类型</translation>
    </message>
    <message>
        <source>The kind is recognised by the number; choose it here if it was taken for another</source>
        <translation>证件类型由号码自动识别；识别有误时在此选择</translation>
    </message>
    <message>
        <source>Recognise by the number</source>
        <translation>按号码自动识别</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Name of the applicant</source>
        <translation>申请人姓名或名称</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>手机</translation>
    </message>
    <message>
        <source>Phone of the applicant</source>
        <translation>申请人联系电话</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>住址</translation>
    </message>
    <message>
        <source>Address of the applicant</source>
        <translation>申请人住址</translation>
    </message>
    <message>
        <source>Elderly</source>
        <translation>老年人</translation>
    </message>
    <message>
        <source>Disabled</source>
        <translation>残疾人</translation>
    </message>
    <message>
        <source>Pregnant or with an infant</source>
        <translation>孕妇或带婴幼儿</translation>
    </message>
    <message>
        <source>Serviceman or veteran</source>
        <translation>军人或退役军人</translation>
    </message>
    <message>
        <source>Medical or other emergency</source>
        <translation>就医等紧急情况</translation>
    </message>
    <message>
        <source>Key project</source>
        <translation>重点项目</translation>
    </message>
    <message>
        <source>Green channel: why does this applicant go first?</source>
        <translation>绿色通道：优先办理的理由</translation>
    </message>
    <message>
        <source>The applicant of a case that exists cannot be exchanged. F2 begins a new case.</source>
        <translation>已有办件不能更换申请人。按 F2 新收件。</translation>
    </message>
    <message>
        <source>Kind: by the number</source>
        <translation>证件类型自动识别</translation>
    </message>
    <message>
        <source>Known here</source>
        <translation>本厅已有记录</translation>
    </message>
    <message>
        <source>First visit</source>
        <translation>首次办理</translation>
    </message>
    <message>
        <source>Card valid to %1</source>
        <translation>证件有效至 %1</translation>
    </message>
    <message>
        <source>Card expired %1</source>
        <translation>证件已于 %1 过期</translation>
    </message>
    <message>
        <source>Green channel: %1</source>
        <translation>绿色通道：%1</translation>
    </message>
</context>
<context>
    <name>forms::ApprovalPage</name>
    <message>
        <source>Waiting</source>
        <translation>待审批</translation>
    </message>
    <message>
        <source>Nothing waits for your department.</source>
        <translation>本部门没有待审批的办件。</translation>
    </message>
    <message>
        <source>In my hands</source>
        <translation>我在办</translation>
    </message>
    <message>
        <source>You have taken nothing. Choose a case under “Waiting” and press Alt+T.</source>
        <translation>您手上没有办件。请在“待审批”中选择办件，按 Alt+T 领办。</translation>
    </message>
    <message>
        <source>Overdue</source>
        <translation>超期</translation>
    </message>
    <message>
        <source>Nothing is overdue.</source>
        <translation>没有超期办件。</translation>
    </message>
    <message>
        <source>What waits for your department</source>
        <translation>本部门待审批列表</translation>
    </message>
    <message>
        <source>Alt+%1</source>
        <translation>Alt+%1</translation>
    </message>
    <message>
        <source>Take the case</source>
        <translation>领办</translation>
    </message>
    <message>
        <source>Agree, or grant</source>
        <translation>同意 / 准予</translation>
    </message>
    <message>
        <source>Object, or refuse</source>
        <translation>不同意 / 不予许可</translation>
    </message>
    <message>
        <source>Special procedure begins or is over</source>
        <translation>特别程序开始 / 结束</translation>
    </message>
    <message>
        <source>Ask the applicant for something</source>
        <translation>要求申请人补正</translation>
    </message>
    <message>
        <source>Hand over to a colleague</source>
        <translation>移交同事</translation>
    </message>
    <message>
        <source>Put back into the queue</source>
        <translation>放回待审</translation>
    </message>
    <message>
        <source>Next part of the case</source>
        <translation>办件的下一栏</translation>
    </message>
    <message>
        <source>Previous part of the case</source>
        <translation>办件的上一栏</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>回车</translation>
    </message>
    <message>
        <source>Go to the opinion</source>
        <translation>填写意见</translation>
    </message>
    <message>
        <source>Ctrl+C</source>
        <translation>Ctrl+C</translation>
    </message>
    <message>
        <source>Copy the rows</source>
        <translation>复制所选行</translation>
    </message>
    <message>
        <source>Extend the limit (supervisor)</source>
        <translation>延长期限（主管）</translation>
    </message>
</context>
<context>
    <name>forms::AttachmentOpener</name>
    <message>
        <source>No program on this device shows %1.</source>
        <translation>本机没有能打开“%1”的程序。</translation>
    </message>
    <message>
        <source>Opened in another program</source>
        <translation>在其他程序中打开</translation>
    </message>
</context>
<context>
    <name>forms::AttachmentPanel</name>
    <message>
        <source>Add files (Ins)</source>
        <translation>添加附件 (Ins)</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Remove (Del)</source>
        <translation>移除 (Del)</translation>
    </message>
    <message>
        <source>Wrong file</source>
        <translation>文件传错</translation>
    </message>
    <message>
        <source>Illegible, scanned again</source>
        <translation>不清晰，已重扫</translation>
    </message>
    <message>
        <source>Belongs to another case</source>
        <translation>属于其他办件</translation>
    </message>
    <message>
        <source>Withdrawn by the applicant</source>
        <translation>申请人撤回</translation>
    </message>
    <message>
        <source>Add files to the material</source>
        <translation>为材料添加附件</translation>
    </message>
    <message>
        <source>Remove the attachment</source>
        <translation>移除附件</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>回车</translation>
    </message>
    <message>
        <source>Open the attachment</source>
        <translation>打开附件</translation>
    </message>
    <message>
        <source>Taking in %1 of %2</source>
        <translation>正在收入第 %1 / %2 个</translation>
    </message>
    <message>
        <source>Material the files belong to</source>
        <translation>附件所属材料</translation>
    </message>
    <message>
        <source>Attachments</source>
        <translation>附件</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>No attachments yet. Choose the material, press Ins, or drop files here.</source>
        <translation>还没有附件。先选材料，再按 Ins 添加，也可把文件拖到这里。</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) added; sent in the background.</source>
        <translation>
            <numerusform>已添加 %n 个附件，将在后台传送。</numerusform>
        </translation>
    </message>
    <message>
        <source>Why is “%1” removed?</source>
        <translation>为什么移除“%1”？</translation>
    </message>
    <message>
        <source>“%1” is removed; the reason is on record.</source>
        <translation>已移除“%1”，原因已记录。</translation>
    </message>
</context>
<context>
    <name>forms::AuditPage</name>
    <message>
        <source>Everything</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Numbers seen in full, exports</source>
        <translation>查看完整号码、导出</translation>
    </message>
    <message>
        <source>Data of a person put together</source>
        <translation>个人信息清单</translation>
    </message>
    <message>
        <source>Readings of this journal</source>
        <translation>日志查阅</translation>
    </message>
    <message>
        <source>Staff and rights</source>
        <translation>人员和权限</translation>
    </message>
    <message>
        <source>Devices</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>Erasures</source>
        <translation>销毁</translation>
    </message>
    <message>
        <source>Papers printed again</source>
        <translation>补打文书</translation>
    </message>
    <message>
        <source>Acts upon cases</source>
        <translation>办件操作</translation>
    </message>
    <message>
        <source>Routine audit</source>
        <translation>例行审计</translation>
    </message>
    <message>
        <source>An incident</source>
        <translation>安全事件</translation>
    </message>
    <message>
        <source>A complaint</source>
        <translation>投诉举报</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>何人</translation>
    </message>
    <message>
        <source>What</source>
        <translation>做了什么</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>地点</translation>
    </message>
    <message>
        <source>Stated reason</source>
        <translation>所述理由</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Journal of the centre</source>
        <translation>中心日志</translation>
    </message>
    <message>
        <source>Say what the reading is for, then press Enter. That you read is in the journal too.</source>
        <translation>先说明查阅用途，再按回车。您的查阅也记入日志。</translation>
    </message>
    <message>
        <source>The chosen act</source>
        <translation>所选操作</translation>
    </message>
    <message>
        <source>Hall</source>
        <translation>大厅</translation>
    </message>
    <message>
        <source>Acts</source>
        <translation>操作数</translation>
    </message>
    <message>
        <source>Signed</source>
        <translation>签名时间</translation>
    </message>
    <message>
        <source>Mark</source>
        <translation>校验值</translation>
    </message>
    <message>
        <source>Signed checkpoints</source>
        <translation>签名检查点</translation>
    </message>
    <message>
        <source>The chosen act and the checkpoints</source>
        <translation>所选操作和检查点</translation>
    </message>
    <message>
        <source>The acts are in %1.</source>
        <translation>已导出到 %1。</translation>
    </message>
    <message>
        <source>Export what is shown</source>
        <translation>导出所列内容</translation>
    </message>
    <message>
        <source>Check the chain</source>
        <translation>校验日志链</translation>
    </message>
    <message>
        <source>Ctrl+C</source>
        <translation>Ctrl+C</translation>
    </message>
    <message>
        <source>Copy the rows</source>
        <translation>复制所选行</translation>
    </message>
    <message>
        <source>Who (staff number)</source>
        <translation>何人（工号）</translation>
    </message>
    <message>
        <source>About (document id)</source>
        <translation>对象（文档编号）</translation>
    </message>
    <message>
        <source>From (date)</source>
        <translation>起始日期</translation>
    </message>
    <message>
        <source>To (date)</source>
        <translation>截止日期</translation>
    </message>
    <message>
        <source>In your own words</source>
        <translation>补充说明</translation>
    </message>
    <message>
        <source>What was done</source>
        <translation>操作类型</translation>
    </message>
    <message>
        <source>What the reading is for</source>
        <translation>查阅用途</translation>
    </message>
    <message>
        <source>Enter  Read</source>
        <translation>查阅  回车</translation>
    </message>
    <message>
        <source>Older ones</source>
        <translation>更早的</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Whether the journal is as it was written</source>
        <translation>日志是否完好</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>The centre itself</source>
        <translation>中心</translation>
    </message>
    <message>
        <source>%L1 acts, and older ones</source>
        <translation>%L1 条，还有更早的</translation>
    </message>
    <message>
        <source>%L1 acts</source>
        <translation>%L1 条</translation>
    </message>
    <message>
        <source>Nobody did any such thing.</source>
        <translation>没有这样的操作。</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>被拒绝</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型代码</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>角色</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>About</source>
        <translation>对象</translation>
    </message>
    <message>
        <source>Why not</source>
        <translation>拒绝原因</translation>
    </message>
    <message>
        <source>Number in the chain</source>
        <translation>链上序号</translation>
    </message>
    <message>
        <source>The chain of this hall is being checked …</source>
        <translation>正在校验本大厅的日志链…</translation>
    </message>
    <message>
        <source>The chain is whole: %L1 acts, %L2 checkpoints, nothing changed, removed or inserted.</source>
        <translation>日志链完整：%L1 条操作、%L2 个检查点，没有改动、删除或插入。</translation>
    </message>
    <message>
        <source>The journal was tampered with, %L1 places: %2. Secure the server and its checkpoints.</source>
        <translation>日志被篡改，共 %L1 处：%2。请保全服务器和检查点文件。</translation>
    </message>
    <message>
        <source>Nothing is shown that could be exported.</source>
        <translation>没有可导出的内容。</translation>
    </message>
    <message>
        <source>Export what is shown, for</source>
        <translation>导出所列内容，用途</translation>
    </message>
    <message>
        <source>audit</source>
        <translation>审计</translation>
    </message>
    <message>
        <source>CSV for spreadsheets (*.csv)</source>
        <translation>CSV 表格 (*.csv)</translation>
    </message>
    <message>
        <source>Purpose</source>
        <translation>用途</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>Of what</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>行数</translation>
    </message>
    <message>
        <source>SHA-256 of the file</source>
        <translation>文件 SHA-256</translation>
    </message>
    <message>
        <source>Paper</source>
        <translation>文书</translation>
    </message>
    <message>
        <source>Looked for</source>
        <translation>查询条件</translation>
    </message>
    <message>
        <source>Kept until</source>
        <translation>保存至</translation>
    </message>
    <message>
        <source>Roles given</source>
        <translation>授予角色</translation>
    </message>
    <message>
        <source>Department</source>
        <translation>部门</translation>
    </message>
</context>
<context>
    <name>forms::CardReading</name>
    <message>
        <source>Read again</source>
        <translation>重新读卡</translation>
    </message>
    <message>
        <source>No card reader is set up. Type the number.</source>
        <translation>未配置读卡器，请手工录入证件号。</translation>
    </message>
</context>
<context>
    <name>forms::CaseDetail</name>
    <message>
        <source>Choose a case on the left to see everything about it.</source>
        <translation>在左侧选择办件，这里显示全部内容。</translation>
    </message>
    <message>
        <source>Green channel</source>
        <translation>绿色通道</translation>
    </message>
    <message>
        <source>Material</source>
        <translation>材料</translation>
    </message>
    <message>
        <source>What the counter found</source>
        <translation>窗口核对情况</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>经过</translation>
    </message>
    <message>
        <source>By</source>
        <translation>经手人</translation>
    </message>
    <message>
        <source>At the centre</source>
        <translation>中心结果</translation>
    </message>
    <message>
        <source>Paper</source>
        <translation>文书</translation>
    </message>
    <message>
        <source>Printed</source>
        <translation>打印次数</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>继续办理</translation>
    </message>
    <message>
        <source>Print again</source>
        <translation>补打</translation>
    </message>
    <message>
        <source>Continue with this case</source>
        <translation>继续办理此办件</translation>
    </message>
    <message>
        <source>Print the chosen paper again</source>
        <translation>补打所选文书</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>概要</translation>
    </message>
    <message>
        <source>Materials</source>
        <translation>材料</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>表单</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>时间线</translation>
    </message>
    <message>
        <source>Papers</source>
        <translation>文书</translation>
    </message>
    <message>
        <source>Parts of the case</source>
        <translation>办件内容</translation>
    </message>
    <message>
        <source>Applicant</source>
        <translation>申请人</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>联系电话</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>经办人</translation>
    </message>
    <message>
        <source>Item</source>
        <translation>事项</translation>
    </message>
    <message>
        <source>Department</source>
        <translation>主管部门</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>事项编码</translation>
    </message>
    <message>
        <source>Way of acceptance</source>
        <translation>受理方式</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>收件时间</translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation>受理时间</translation>
    </message>
    <message>
        <source>Notice by</source>
        <translation>告知期限</translation>
    </message>
    <message>
        <source>Committed due</source>
        <translation>承诺到期</translation>
    </message>
    <message>
        <source>Legal due</source>
        <translation>法定到期</translation>
    </message>
    <message>
        <source>Supplement by</source>
        <translation>容缺补齐期限</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>Explanation</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>Competent</source>
        <translation>有权机关</translation>
    </message>
    <message>
        <source>Counter</source>
        <translation>窗口</translation>
    </message>
    <message>
        <source>Clerk</source>
        <translation>受理人员</translation>
    </message>
    <message>
        <source>Papers received</source>
        <translation>收到申请材料</translation>
    </message>
    <message>
        <source>One-time notice %1: %2</source>
        <translation>第 %1 次一次性告知：%2</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>Accepted: %1</source>
        <translation>受理：%1</translation>
    </message>
    <message>
        <source>%1 times</source>
        <translation>%1 次</translation>
    </message>
    <message>
        <source>Case number</source>
        <translation>办件号</translation>
    </message>
    <message>
        <source>Scans</source>
        <translation>附件</translation>
    </message>
    <message>
        <source>Scans %1</source>
        <translation>附件 %1</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>到期</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>审批进度</translation>
    </message>
    <message>
        <source>clock stands: %1</source>
        <translation>计时暂停：%1</translation>
    </message>
    <message>
        <source>%1 (leads)</source>
        <translation>%1（牵头）</translation>
    </message>
    <message>
        <source>%1: %2 begins, %3 working days planned</source>
        <translation>%1：%2开始，预计 %3 个工作日</translation>
    </message>
    <message>
        <source>%1: %2 is over</source>
        <translation>%1：%2结束</translation>
    </message>
    <message>
        <source>Time limit extended by %1 working days: %2</source>
        <translation>延长期限 %1 个工作日：%2</translation>
    </message>
    <message>
        <source>Granted</source>
        <translation>准予</translation>
    </message>
    <message>
        <source>Refused: %1</source>
        <translation>不予许可：%1</translation>
    </message>
    <message>
        <source>Result handed out</source>
        <translation>出件</translation>
    </message>
    <message>
        <source>Clock stands</source>
        <translation>计时暂停</translation>
    </message>
    <message>
        <source>Supplement %1: %2</source>
        <translation>第 %1 次补交：%2</translation>
    </message>
    <message>
        <source>Supplement due on %1 never came</source>
        <translation>应于 %1 前补交的材料逾期未补</translation>
    </message>
    <message>
        <source>Check of %1: %2</source>
        <translation>核查“%1”：%2</translation>
    </message>
    <message>
        <source>Supervisor asks %1: %2</source>
        <translation>督办%1：%2</translation>
    </message>
    <message>
        <source>%1 answers: %2</source>
        <translation>%1答复督办：%2</translation>
    </message>
    <message>
        <source>%1 did not answer in time</source>
        <translation>%1逾期未答复督办</translation>
    </message>
    <message>
        <source>Answers for it</source>
        <translation>首问责任人</translation>
    </message>
    <message>
        <source>See full numbers</source>
        <translation>查看完整号码</translation>
    </message>
    <message>
        <source>See full numbers (Ctrl+Shift+U)</source>
        <translation>查看完整号码（Ctrl+Shift+U）</translation>
    </message>
</context>
<context>
    <name>forms::CaseDifference</name>
    <message>
        <source>Case number</source>
        <translation>办件号</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Way of acceptance</source>
        <translation>受理方式</translation>
    </message>
    <message>
        <source>Item</source>
        <translation>事项</translation>
    </message>
    <message>
        <source>Applicant</source>
        <translation>申请人</translation>
    </message>
    <message>
        <source>ID number</source>
        <translation>证件号码</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>联系电话</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>住址</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>经办人</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>收件时间</translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation>受理时间</translation>
    </message>
    <message>
        <source>Committed due</source>
        <translation>承诺到期</translation>
    </message>
    <message>
        <source>Notices given</source>
        <translation>已告知次数</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>Green channel</source>
        <translation>绿色通道</translation>
    </message>
    <message>
        <source>Counter</source>
        <translation>窗口</translation>
    </message>
    <message>
        <source>Clerk</source>
        <translation>受理人员</translation>
    </message>
</context>
<context>
    <name>forms::CaseText</name>
    <message>
        <source>In time</source>
        <translation>正常</translation>
    </message>
    <message>
        <source>Soon due</source>
        <translation>临期</translation>
    </message>
    <message>
        <source>Overdue</source>
        <translation>超期</translation>
    </message>
    <message>
        <source>not answered</source>
        <translation>未回答</translation>
    </message>
    <message>
        <source>, </source>
        <translation>，</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>No</source>
        <translation>否</translation>
    </message>
    <message>
        <source>by %1</source>
        <translation>%1 前补齐</translation>
    </message>
    <message>
        <source>original seen</source>
        <translation>已核原件</translation>
    </message>
    <message>
        <source>To be sent</source>
        <translation>待发</translation>
    </message>
    <message>
        <source>At the centre, waits for its update</source>
        <translation>中心已收，待升级后处理</translation>
    </message>
    <message>
        <source>At the centre</source>
        <translation>中心已收</translation>
    </message>
    <message>
        <source>Refused, done again</source>
        <translation>退回，已重办</translation>
    </message>
    <message>
        <source>Refused, handed over</source>
        <translation>退回，已移交</translation>
    </message>
    <message>
        <source>Refused, dropped</source>
        <translation>退回，已放弃</translation>
    </message>
    <message>
        <source>Refused by the centre</source>
        <translation>中心退回</translation>
    </message>
    <message>
        <source>%1 (provisional)</source>
        <translation>%1（暂定）</translation>
    </message>
    <message>
        <source>Clock stands</source>
        <translation>计时暂停</translation>
    </message>
</context>
<context>
    <name>forms::CasesPage</name>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>No cases yet. Press F2 to take the first one.</source>
        <translation>还没有办件，按 F2 开始受理。</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>Nothing received today yet. Press F2 to take a case.</source>
        <translation>今天还没有收件，按 F2 开始受理。</translation>
    </message>
    <message>
        <source>Mine</source>
        <translation>我的</translation>
    </message>
    <message>
        <source>You have taken no case yet. Press F2 to take one.</source>
        <translation>您还没有受理办件，按 F2 开始受理。</translation>
    </message>
    <message>
        <source>Waiting for supplement</source>
        <translation>待补正</translation>
    </message>
    <message>
        <source>No case waits for a supplement.</source>
        <translation>没有待补正的办件。</translation>
    </message>
    <message>
        <source>Papers taken</source>
        <translation>已收件</translation>
    </message>
    <message>
        <source>No papers wait for a decision.</source>
        <translation>没有已收件待处理的办件。</translation>
    </message>
    <message>
        <source>Soon due</source>
        <translation>黄灯</translation>
    </message>
    <message>
        <source>Nothing is soon due.</source>
        <translation>没有临期办件。</translation>
    </message>
    <message>
        <source>Overdue</source>
        <translation>红灯</translation>
    </message>
    <message>
        <source>Nothing is overdue.</source>
        <translation>没有超期办件。</translation>
    </message>
    <message>
        <source>Supplement owed</source>
        <translation>容缺待补</translation>
    </message>
    <message>
        <source>No tolerated material is outstanding.</source>
        <translation>没有容缺待补的材料。</translation>
    </message>
    <message>
        <source>Green channel</source>
        <translation>绿色通道</translation>
    </message>
    <message>
        <source>No case of the green channel.</source>
        <translation>没有绿色通道办件。</translation>
    </message>
    <message>
        <source>List of cases</source>
        <translation>办件列表</translation>
    </message>
    <message>
        <source>Lists of more than %L1 cases stand by their last change; choose a filter to sort.</source>
        <translation>超过 %L1 件的列表按最后变动排列；请先筛选再排序。</translation>
    </message>
    <message>
        <source>%L1 cases</source>
        <translation>共 %L1 件</translation>
    </message>
    <message>
        <source>Alt+%1</source>
        <translation>Alt+%1</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Export this list as CSV</source>
        <translation>将此列表导出为 CSV</translation>
    </message>
    <message>
        <source>The list is in %1.</source>
        <translation>列表已存入 %1。</translation>
    </message>
    <message>
        <source>The export was stopped; no file was written.</source>
        <translation>导出已停止，没有写入文件。</translation>
    </message>
    <message>
        <source>Next part of the case</source>
        <translation>办件的下一栏</translation>
    </message>
    <message>
        <source>Previous part of the case</source>
        <translation>办件的上一栏</translation>
    </message>
    <message>
        <source>Papers, to print one again</source>
        <translation>文书（补打）</translation>
    </message>
    <message>
        <source>Back to the list</source>
        <translation>回到列表</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>回车</translation>
    </message>
    <message>
        <source>Continue with the case</source>
        <translation>继续办理</translation>
    </message>
    <message>
        <source>Ctrl+C</source>
        <translation>Ctrl+C</translation>
    </message>
    <message>
        <source>Copy the rows</source>
        <translation>复制所选行</translation>
    </message>
    <message>
        <source>%1 has no cases here.</source>
        <translation>%1 在本机没有办件。</translation>
    </message>
    <message>
        <source>Nothing found for “%1”.</source>
        <translation>没有找到“%1”。</translation>
    </message>
    <message>
        <source>printed again</source>
        <translation>已补打</translation>
    </message>
    <message>
        <source>cases</source>
        <translation>办件</translation>
    </message>
    <message>
        <source>CSV for spreadsheets (*.csv)</source>
        <translation>CSV 表格 (*.csv)</translation>
    </message>
    <message>
        <source>Scans of the case</source>
        <translation>本件的附件</translation>
    </message>
    <message>
        <source>Supplements, checks and questions of the case</source>
        <translation>该办件的补件、核查与监察</translation>
    </message>
    <message>
        <source>Withdraw the case</source>
        <translation>撤回办件</translation>
    </message>
    <message>
        <source>Only a case that is not decided yet can be withdrawn, at the front desk.</source>
        <translation>只有尚未作出决定的办件可以撤回，由窗口办理。</translation>
    </message>
    <message>
        <source>withdrawn</source>
        <translation>已撤回</translation>
    </message>
    <message>
        <source>I answer for</source>
        <translation>首问在我</translation>
    </message>
    <message>
        <source>You answer for no open case.</source>
        <translation>没有由您负责的在办件。</translation>
    </message>
    <message>
        <source>Hand the case over, or take it over</source>
        <translation>移交或接手办件</translation>
    </message>
    <message>
        <source>See full numbers</source>
        <translation>查看完整号码</translation>
    </message>
    <message>
        <source>Lists are exported by a supervisor or a chief clerk.</source>
        <translation>清单由主管或首席服务员导出。</translation>
    </message>
    <message>
        <source>Export this list, for</source>
        <translation>导出本清单，用途</translation>
    </message>
    <message>
        <source>Print it again with full numbers, for</source>
        <translation>补打载有完整号码的文书，用途</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>打印</translation>
    </message>
</context>
<context>
    <name>forms::ChainWatch</name>
    <message>
        <source>The journal is being checked: %L1 acts so far</source>
        <translation>正在校验日志：已校验 %L1 条</translation>
    </message>
    <message>
        <source>Journal checked: %L1 acts, chained and signed without a gap</source>
        <translation>日志完好：%L1 条操作首尾相连、签名齐全</translation>
    </message>
    <message>
        <source>The journal of this window was tampered with: act %1 says something else than when it was signed. Call the security administrator; do not reinstall.</source>
        <translation>本窗口的日志被篡改：第 %1 条与签名时的内容不符。请联系安全管理员，不要重装。</translation>
    </message>
    <message>
        <source>The journal of this window was tampered with: acts were removed (%1). Call the security administrator; do not reinstall.</source>
        <translation>本窗口的日志被篡改：有操作被删除（%1）。请联系安全管理员，不要重装。</translation>
    </message>
    <message>
        <source>The journal of this window was tampered with: act %1 was not signed by this device. Call the security administrator; do not reinstall.</source>
        <translation>本窗口的日志被篡改：第 %1 条不是本设备签名。请联系安全管理员，不要重装。</translation>
    </message>
</context>
<context>
    <name>forms::DecisionPanel</name>
    <message>
        <source>Decision</source>
        <translation>结论</translation>
    </message>
    <message>
        <source>Supplement</source>
        <translation>容缺补交</translation>
    </message>
    <message>
        <source>Committed</source>
        <translation>承诺办结</translation>
    </message>
    <message>
        <source>By law</source>
        <translation>法定办结</translation>
    </message>
    <message>
        <source>To be printed</source>
        <translation>将打印</translation>
    </message>
    <message>
        <source>Notice F8</source>
        <translation>一次性告知 F8</translation>
    </message>
    <message>
        <source>Give one-time notice</source>
        <translation>一次性告知</translation>
    </message>
    <message>
        <source>One-time notice: everything that lacks, told at once in writing (F8)</source>
        <translation>一次性告知：把所有需补正内容一次书面告知（F8）</translation>
    </message>
    <message>
        <source>Receive F9</source>
        <translation>仅收件 F9</translation>
    </message>
    <message>
        <source>Only take the papers in</source>
        <translation>仅收件</translation>
    </message>
    <message>
        <source>Not accepted …</source>
        <translation>不予受理…</translation>
    </message>
    <message>
        <source>Not accepted</source>
        <translation>不予受理</translation>
    </message>
    <message>
        <source>Not accepted, with the legal reason (Ctrl+Shift+Enter)</source>
        <translation>不予受理，须写明法定理由（Ctrl+Shift+Enter）</translation>
    </message>
    <message>
        <source>Not named in the first notice: %1. By law everything is told once; a supervisor gives the reason:</source>
        <translation>首次告知未列明：%1。依法应一次告知，再次告知须由主管说明理由：</translation>
    </message>
    <message>
        <source>Applicant, item and answers come first; the decision appears here.</source>
        <translation>先录入申请人、事项和情形，结论会随录随出。</translation>
    </message>
    <message>
        <source>%1, %2 copies</source>
        <translation>%1&#x3000;%2 份</translation>
    </message>
    <message>
        <source>%1 · %2 wd</source>
        <translation>%1 · %2 工作日</translation>
    </message>
    <message>
        <source>Not accepted, print</source>
        <translation>不予受理并打印</translation>
    </message>
    <message>
        <source>Take the papers in against a receipt, decide later (F9). Notice must be given by %1</source>
        <translation>先收件出凭证，稍后审查（F9）。最迟于 %1 前一次性告知</translation>
    </message>
    <message>
        <source>Take the papers in against a receipt, decide later (F9)</source>
        <translation>先收件出凭证，稍后审查（F9）</translation>
    </message>
    <message>
        <source>Accept and decide now
Ctrl+Alt+Enter</source>
        <translation>当场受理并决定
Ctrl+Alt+Enter</translation>
    </message>
    <message>
        <source>Accept and decide now</source>
        <translation>当场受理并决定</translation>
    </message>
    <message>
        <source>Chief service clerk: accept, decide and print in one go (Ctrl+Alt+Enter)</source>
        <translation>首席服务员审核合一：受理、决定、打印一次完成（Ctrl+Alt+Enter）</translation>
    </message>
</context>
<context>
    <name>forms::DevicesPage</name>
    <message>
        <source>Terminal</source>
        <translation>终端</translation>
    </message>
    <message>
        <source>Hall</source>
        <translation>大厅</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Key since</source>
        <translation>密钥启用日期</translation>
    </message>
    <message>
        <source>Terminals</source>
        <translation>终端列表</translation>
    </message>
    <message>
        <source>No terminal is known here yet.</source>
        <translation>这里还没有已登记的终端。</translation>
    </message>
    <message>
        <source>Make a code</source>
        <translation>生成代码</translation>
    </message>
    <message>
        <source>Back to the list</source>
        <translation>返回列表</translation>
    </message>
    <message>
        <source>Code for a new terminal</source>
        <translation>新终端代码</translation>
    </message>
    <message>
        <source>One-time code</source>
        <translation>一次性代码</translation>
    </message>
    <message>
        <source>Make a code  Ctrl+Enter</source>
        <translation>生成代码  Ctrl+Enter</translation>
    </message>
    <message>
        <source>Print the code</source>
        <translation>打印代码</translation>
    </message>
    <message>
        <source>The chosen terminal</source>
        <translation>所选终端</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Why: lost, stolen, given away …</source>
        <translation>原因：遗失、被盗、移交……</translation>
    </message>
    <message>
        <source>Shut this terminal out</source>
        <translation>停用此终端</translation>
    </message>
    <message>
        <source>Shut out, erased</source>
        <translation>已停用，已清除</translation>
    </message>
    <message>
        <source>Shut out</source>
        <translation>已停用</translation>
    </message>
    <message>
        <source>In use</source>
        <translation>使用中</translation>
    </message>
    <message>
        <source>No hall</source>
        <translation>未归属大厅</translation>
    </message>
    <message>
        <source>Device id</source>
        <translation>设备编号</translation>
    </message>
    <message>
        <source>Age of its key</source>
        <translation>密钥使用天数</translation>
    </message>
    <message>
        <source>%1 days</source>
        <translation>%1 天</translation>
    </message>
    <message>
        <source>%1 by %2: %3</source>
        <translation>%1，%2：%3</translation>
    </message>
    <message>
        <source>Erased</source>
        <translation>清除时间</translation>
    </message>
    <message>
        <source>The code is made. It is shown only here and now.</source>
        <translation>代码已生成，仅在此处显示这一次。</translation>
    </message>
    <message>
        <source>A code lets one new terminal of this hall in. It is typed there at its first start.</source>
        <translation>一个代码供本大厅一台新终端使用，在其首次启动时输入。</translation>
    </message>
    <message>
        <source>Good for one terminal until %1. Whoever reads it can use it: print it or tell it only to whom it is for.</source>
        <translation>仅供一台终端使用，有效至 %1。看到代码的人都能使用，请只打印或告知使用者本人。</translation>
    </message>
    <message>
        <source>No printer is set up on this terminal.</source>
        <translation>此终端未设置打印机。</translation>
    </message>
    <message>
        <source>One-time code for a new terminal</source>
        <translation>新终端一次性代码</translation>
    </message>
    <message>
        <source>The code is at the printer.</source>
        <translation>代码已送打印。</translation>
    </message>
    <message>
        <source>%1 is shut out. At its next contact it sends what waits there and erases everything.</source>
        <translation>%1 已停用。它下次连接中心时将先发送待发内容，然后清除全部内容。</translation>
    </message>
</context>
<context>
    <name>forms::DiskBar</name>
    <message>
        <source>The disk is almost full: %1 left. Free some space now, or soon nothing can be saved here.</source>
        <translation>磁盘即将写满，仅剩 %1。请立即清理，否则本机很快将无法保存。</translation>
    </message>
    <message>
        <source>The disk is getting full: %1 left. Please have some space freed today.</source>
        <translation>磁盘空间不足，剩余 %1。请今天安排清理。</translation>
    </message>
</context>
<context>
    <name>forms::DownloadBar</name>
    <message>
        <source>a few seconds left</source>
        <translation>还需几秒</translation>
    </message>
    <message>
        <source>about %1 s left</source>
        <translation>约 %1 秒</translation>
    </message>
    <message>
        <source>about %1 min left</source>
        <translation>约 %1 分钟</translation>
    </message>
    <message>
        <source>about %1 h left</source>
        <translation>约 %1 小时</translation>
    </message>
    <message>
        <source>%1 of %2 received</source>
        <translation>已收 %1 / %2</translation>
    </message>
    <message>
        <source>First download: %1</source>
        <translation>首次下载：%1</translation>
    </message>
    <message>
        <source>, </source>
        <translation>，</translation>
    </message>
    <message>
        <source>%1 GB</source>
        <translation>%1 GB</translation>
    </message>
    <message>
        <source>%1 MB</source>
        <translation>%1 MB</translation>
    </message>
    <message>
        <source>%1 kB</source>
        <translation>%1 KB</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>under way</source>
        <translation>正在进行</translation>
    </message>
    <message>
        <source>all is here, preparing</source>
        <translation>数据已收齐，正在准备</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>goes on as soon as the centre answers</source>
        <translation>中心恢复连接后自动继续</translation>
    </message>
    <message>
        <source>the disk is too full; free at least %1, then it goes on by itself</source>
        <translation>磁盘空间不足，请至少清理出 %1，之后自动继续</translation>
    </message>
    <message>
        <source>New cases can be taken already; earlier ones appear when it is done.</source>
        <translation>现在即可受理新办件，历史办件下载完成后显示。</translation>
    </message>
    <message>
        <source>First download</source>
        <translation>首次下载</translation>
    </message>
    <message>
        <source>Continue the first download</source>
        <translation>继续首次下载</translation>
    </message>
    <message>
        <source>Stop the first download; what came is kept</source>
        <translation>停止首次下载；已收到的会保留</translation>
    </message>
</context>
<context>
    <name>forms::DutyForm</name>
    <message>
        <source>Tick what was brought</source>
        <translation>勾选本次补交的材料</translation>
    </message>
    <message>
        <source>Materials still to come</source>
        <translation>待补材料</translation>
    </message>
    <message>
        <source>Take and print the receipt</source>
        <translation>收取并打印凭证</translation>
    </message>
    <message>
        <source>What is wrong with it</source>
        <translation>不合格之处</translation>
    </message>
    <message>
        <source>What is wrong with it; told to the applicant once more, in writing</source>
        <translation>不合格之处（书面告知）</translation>
    </message>
    <message>
        <source>Adequate</source>
        <translation>合格</translation>
    </message>
    <message>
        <source>Inadequate</source>
        <translation>不合格</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>核查情况</translation>
    </message>
    <message>
        <source>Commitment to check</source>
        <translation>待核查的承诺</translation>
    </message>
    <message>
        <source>To be put right by</source>
        <translation>整改期限</translation>
    </message>
    <message>
        <source>put right by</source>
        <translation>整改期限</translation>
    </message>
    <message>
        <source>Kept</source>
        <translation>属实</translation>
    </message>
    <message>
        <source>Put right</source>
        <translation>整改到位</translation>
    </message>
    <message>
        <source>Differs</source>
        <translation>不符，限期整改</translation>
    </message>
    <message>
        <source>Breached: revoke</source>
        <translation>违反承诺，撤销</translation>
    </message>
    <message>
        <source>Answer to the supervisor</source>
        <translation>答复督办</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>答复</translation>
    </message>
    <message>
        <source>Why the commitment is taken back</source>
        <translation>撤回承诺的原因</translation>
    </message>
    <message>
        <source>The applicant&apos;s reason</source>
        <translation>申请人说明的原因</translation>
    </message>
    <message>
        <source>Take the commitment back</source>
        <translation>撤回承诺</translation>
    </message>
    <message>
        <source>Question to the department</source>
        <translation>督办内容</translation>
    </message>
    <message>
        <source>What must be explained</source>
        <translation>需说明的情况</translation>
    </message>
    <message>
        <source>Ask for an answer by a day</source>
        <translation>督办（限期答复）</translation>
    </message>
    <message>
        <source>Who is asked</source>
        <translation>督办对象</translation>
    </message>
    <message>
        <source>Working days for the answer</source>
        <translation>答复期限（工作日）</translation>
    </message>
    <message>
        <source> working days</source>
        <translation> 个工作日</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>督办</translation>
    </message>
    <message>
        <source>Brought on %1: %2</source>
        <translation>%1 补交：%2</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>Replaced by a commitment: %1</source>
        <translation>以承诺替代：%1</translation>
    </message>
    <message>
        <source>%1, by %2</source>
        <translation>%1（%2 前）</translation>
    </message>
    <message>
        <source>To be put right by %1: %2</source>
        <translation>限 %1 前整改：%2</translation>
    </message>
    <message>
        <source>To be checked by %1: was the commitment kept?</source>
        <translation>%1 前核查：承诺是否属实？</translation>
    </message>
    <message>
        <source>The supervisor asks %1, answer by %2: %3</source>
        <translation>督办%1，%2 前答复：%3</translation>
    </message>
    <message>
        <source>%1, the whole case</source>
        <translation>%1（全件）</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>supplement taken</source>
        <translation>已收取补交材料</translation>
    </message>
    <message>
        <source>supplement adequate</source>
        <translation>补交材料合格</translation>
    </message>
    <message>
        <source>supplement inadequate, told once more</source>
        <translation>补交材料不合格，已再次告知</translation>
    </message>
    <message>
        <source>revoked</source>
        <translation>已撤销</translation>
    </message>
    <message>
        <source>check recorded</source>
        <translation>核查已登记</translation>
    </message>
    <message>
        <source>answered</source>
        <translation>已答复督办</translation>
    </message>
    <message>
        <source>asked</source>
        <translation>已督办</translation>
    </message>
    <message>
        <source>commitment taken back</source>
        <translation>已撤回承诺</translation>
    </message>
    <message>
        <source>On what ground the credit is repaired</source>
        <translation>信用修复依据</translation>
    </message>
    <message>
        <source>Ground of the repair</source>
        <translation>修复依据</translation>
    </message>
    <message>
        <source>Repair the credit</source>
        <translation>信用修复</translation>
    </message>
    <message>
        <source>%1 may not use commitments: a breach is not repaired</source>
        <translation>%1 有违反承诺记录尚未修复，不适用告知承诺</translation>
    </message>
    <message>
        <source>%1 may not use tolerance until %2</source>
        <translation>%1 在 %2 前不适用容缺受理</translation>
    </message>
    <message>
        <source>%1 may not use tolerance</source>
        <translation>%1 不适用容缺受理</translation>
    </message>
    <message>
        <source>credit repaired</source>
        <translation>信用已修复</translation>
    </message>
</context>
<context>
    <name>forms::EarlierCases</name>
    <message>
        <source>Earlier cases of the applicant</source>
        <translation>申请人曾办事项</translation>
    </message>
    <message>
        <source>%1
%2
Enter takes it up again</source>
        <translation>%1
%2
按回车继续办理</translation>
    </message>
    <message>
        <source>%1
%2
Enter shows it</source>
        <translation>%1
%2
按回车查看</translation>
    </message>
    <message>
        <source>%1 earlier cases</source>
        <translation>曾办 %1 件</translation>
    </message>
</context>
<context>
    <name>forms::EnrolmentForm</name>
    <message>
        <source>Type the code the administrator gave you.</source>
        <translation>请输入管理员提供的一次性代码。</translation>
    </message>
    <message>
        <source>New terminal</source>
        <translation>新终端</translation>
    </message>
    <message>
        <source>The centre does not know this terminal yet. An administrator can make a one-time code for it, good for a day.</source>
        <translation>中心尚未登记此终端。管理员可为它生成一次性代码，一天内有效。</translation>
    </message>
    <message>
        <source>One-time code</source>
        <translation>一次性代码</translation>
    </message>
    <message>
        <source>Name of this terminal (optional)</source>
        <translation>终端名称（可不填）</translation>
    </message>
    <message>
        <source>Asking the centre…</source>
        <translation>正在询问中心…</translation>
    </message>
    <message>
        <source>Set up  Enter</source>
        <translation>登记终端  Enter</translation>
    </message>
    <message>
        <source>Set up this terminal</source>
        <translation>登记此终端</translation>
    </message>
    <message>
        <source>Back  Esc</source>
        <translation>返回  Esc</translation>
    </message>
    <message>
        <source>Back to the sign-in</source>
        <translation>返回登录</translation>
    </message>
</context>
<context>
    <name>forms::ExportBar</name>
    <message>
        <source>Writing the file</source>
        <translation>正在写入文件</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Progress of the export</source>
        <translation>导出进度</translation>
    </message>
    <message>
        <source>Stop the export</source>
        <translation>停止导出</translation>
    </message>
</context>
<context>
    <name>forms::FileTaker</name>
    <message>
        <source>Add files to the material</source>
        <translation>为材料添加附件</translation>
    </message>
    <message>
        <source>Scans and documents (*.jpg *.jpeg *.png *.pdf *.tif *.tiff *.ofd)</source>
        <translation>扫描件和文档 (*.jpg *.jpeg *.png *.pdf *.tif *.tiff *.ofd)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Files can&apos;t be added at this window.</source>
        <translation>本窗口不能添加附件。</translation>
    </message>
</context>
<context>
    <name>forms::FormSection</name>
    <message>
        <source>Form %1/%2</source>
        <translation>表单 %1/%2</translation>
    </message>
</context>
<context>
    <name>forms::FullView</name>
    <message>
        <source>Close  Esc</source>
        <translation>关闭  Esc</translation>
    </message>
    <message>
        <source>Close the full numbers</source>
        <translation>关闭完整号码</translation>
    </message>
    <message>
        <source>No number is masked here.</source>
        <translation>这里没有被隐藏的号码。</translation>
    </message>
    <message>
        <source>See full numbers, for</source>
        <translation>查看完整号码，用途</translation>
    </message>
    <message>
        <source>Show for %1 s</source>
        <translation>查看 %1 秒</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>电话</translation>
    </message>
    <message>
        <source>Agent&apos;s number</source>
        <translation>经办人证件号码</translation>
    </message>
    <message>
        <source>Agent&apos;s phone</source>
        <translation>经办人电话</translation>
    </message>
    <message>
        <source>Collector&apos;s number</source>
        <translation>领取人证件号码</translation>
    </message>
</context>
<context>
    <name>forms::GuidePage</name>
    <message>
        <source>Saved as %1.</source>
        <translation>已存为 %1。</translation>
    </message>
    <message>
        <source>Find an item</source>
        <translation>查找事项</translation>
    </message>
    <message>
        <source>Print the guide</source>
        <translation>打印办事指南</translation>
    </message>
    <message>
        <source>Save the guide as PDF</source>
        <translation>将办事指南存为 PDF</translation>
    </message>
    <message>
        <source>Published lists</source>
        <translation>公开清单</translation>
    </message>
    <message>
        <source>Initials, characters or code</source>
        <translation>首字母、汉字或编码</translation>
    </message>
    <message>
        <source>Items</source>
        <translation>事项</translation>
    </message>
    <message>
        <source>Export the published lists</source>
        <translation>导出公开清单</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>↓</translation>
    </message>
    <message>
        <source>Next item</source>
        <translation>下一项</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>↑</translation>
    </message>
    <message>
        <source>Previous item</source>
        <translation>上一项</translation>
    </message>
    <message>
        <source>List of tolerance as CSV</source>
        <translation>容缺受理清单（CSV）</translation>
    </message>
    <message>
        <source>List of tolerance as PDF</source>
        <translation>容缺受理清单（PDF）</translation>
    </message>
    <message>
        <source>List of commitment as CSV</source>
        <translation>告知承诺清单（CSV）</translation>
    </message>
    <message>
        <source>List of commitment as PDF</source>
        <translation>告知承诺清单（PDF）</translation>
    </message>
    <message>
        <source>Guide</source>
        <translation>办事指南</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>打印</translation>
    </message>
    <message>
        <source>Save as PDF</source>
        <translation>存为 PDF</translation>
    </message>
    <message>
        <source>Take a case</source>
        <translation>受理此事项</translation>
    </message>
    <message>
        <source>Nothing found; try fewer letters.</source>
        <translation>没有找到，请少输入几个字母。</translation>
    </message>
    <message>
        <source>%1 items</source>
        <translation>共 %1 项</translation>
    </message>
    <message>
        <source>No catalogue here yet; it comes with the first synchronisation.</source>
        <translation>本机还没有事项目录，首次同步后即可使用。</translation>
    </message>
    <message>
        <source>version %1</source>
        <translation>第 %1 版</translation>
    </message>
    <message>
        <source>QR code of the guide: %1</source>
        <translation>办事指南二维码：%1</translation>
    </message>
    <message>
        <source>Guide printed: %1</source>
        <translation>办事指南已打印：%1</translation>
    </message>
    <message>
        <source>guide</source>
        <translation>办事指南</translation>
    </message>
    <message>
        <source>PDF (*.pdf)</source>
        <translation>PDF (*.pdf)</translation>
    </message>
    <message>
        <source>CSV for spreadsheets (*.csv)</source>
        <translation>CSV 表格 (*.csv)</translation>
    </message>
    <message>
        <source>Name of the item</source>
        <translation>事项名称</translation>
    </message>
    <message>
        <source>Department, kind and code of the item</source>
        <translation>主管部门、类型和编码</translation>
    </message>
</context>
<context>
    <name>forms::GuideText</name>
    <message>
        <source>Hand in the papers at the counter</source>
        <translation>窗口提交材料</translation>
    </message>
    <message>
        <source>Accepted or told everything lacking on the spot</source>
        <translation>当场受理或一次性告知全部需补正内容</translation>
    </message>
    <message>
        <source>Accepted, or told everything lacking once, within %1 working days</source>
        <translation>%1 个工作日内受理或一次性告知全部需补正内容</translation>
    </message>
    <message>
        <source>%1 (not counted in the time limit)</source>
        <translation>%1（不计入时限）</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>Decision: %1</source>
        <translation>作出决定：%1</translation>
    </message>
    <message>
        <source>Handed over: %1</source>
        <translation>送达：%1</translation>
    </message>
    <message>
        <source>organisations</source>
        <translation>法人和其他组织</translation>
    </message>
    <message>
        <source>persons</source>
        <translation>自然人</translation>
    </message>
    <message>
        <source>Open to</source>
        <translation>服务对象</translation>
    </message>
    <message>
        <source>Conditions</source>
        <translation>办理条件</translation>
    </message>
    <message>
        <source>Legal basis</source>
        <translation>办理依据</translation>
    </message>
    <message>
        <source>Time limit</source>
        <translation>办理时限</translation>
    </message>
    <message>
        <source>committed %1, by law %2</source>
        <translation>承诺 %1，法定 %2</translation>
    </message>
    <message>
        <source>Fee</source>
        <translation>收费</translation>
    </message>
    <message>
        <source>none</source>
        <translation>不收费</translation>
    </message>
    <message>
        <source>Course</source>
        <translation>办理流程</translation>
    </message>
    <message>
        <source>Commitment</source>
        <translation>告知承诺</translation>
    </message>
    <message>
        <source>The whole item may be had on commitment.</source>
        <translation>全程可选择告知承诺方式办理。</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>办理结果</translation>
    </message>
    <message>
        <source>Also</source>
        <translation>通办方式</translation>
    </message>
    <message>
        <source>Materials (%1)</source>
        <translation>申请材料（%1）</translation>
    </message>
    <message>
        <source>Material</source>
        <translation>材料名称</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>形式份数</translation>
    </message>
    <message>
        <source>Special</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>optional</source>
        <translation>非必须</translation>
    </message>
    <message>
        <source>in some situations</source>
        <translation>视情形</translation>
    </message>
    <message>
        <source>may come within %1 working days</source>
        <translation>可容缺 · %1 个工作日内补齐</translation>
    </message>
    <message>
        <source>commitment instead</source>
        <translation>可告知承诺</translation>
    </message>
    <message>
        <source>from shared data</source>
        <translation>可共享免交</translation>
    </message>
    <message>
        <source>Situations asked for</source>
        <translation>办理情形</translation>
    </message>
    <message>
        <source>Not to be taken here: %1</source>
        <translation>本窗口不予受理的情形：%1</translation>
    </message>
    <message>
        <source>Where and when</source>
        <translation>办理地点和时间</translation>
    </message>
    <message>
        <source>Working days %1–%2</source>
        <translation>工作日 %1—%2</translation>
    </message>
    <message>
        <source>Questions %1, complaints %2</source>
        <translation>咨询 %1，投诉 %2</translation>
    </message>
</context>
<context>
    <name>forms::HandoverBar</name>
    <message>
        <source>Leave it with them</source>
        <translation>不接手</translation>
    </message>
    <message>
        <source>Cancel  Esc</source>
        <translation>取消  Esc</translation>
    </message>
    <message>
        <source>Who takes it over</source>
        <translation>由谁接手</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>%1, since %2</source>
        <translation>%1，自%2</translation>
    </message>
    <message>
        <source>first asked: %1</source>
        <translation>首问：%1</translation>
    </message>
    <message>
        <source>offered to %1</source>
        <translation>已请%1接手</translation>
    </message>
    <message>
        <source>%1 asks you to take this over</source>
        <translation>%1请您接手</translation>
    </message>
    <message>
        <source>%1 asks you to take this over: %2</source>
        <translation>%1请您接手：%2</translation>
    </message>
    <message>
        <source>Hand over to</source>
        <translation>移交给</translation>
    </message>
    <message>
        <source>With %1. Give it to</source>
        <translation>现由%1负责，改交</translation>
    </message>
    <message>
        <source>Take over  Enter</source>
        <translation>接手  Enter</translation>
    </message>
    <message>
        <source>Hand over  Enter</source>
        <translation>移交  Enter</translation>
    </message>
    <message>
        <source>Take over</source>
        <translation>接手</translation>
    </message>
    <message>
        <source>Hand over</source>
        <translation>移交</translation>
    </message>
    <message>
        <source>Why not, if you leave it with them</source>
        <translation>不接手的原因</translation>
    </message>
    <message>
        <source>What the other should know</source>
        <translation>需要对方了解的情况</translation>
    </message>
    <message>
        <source>It is yours now.</source>
        <translation>已由您负责。</translation>
    </message>
    <message>
        <source>Offered to %1; it stays with you until it is taken.</source>
        <translation>已请%1接手；对方接手前仍由您负责。</translation>
    </message>
    <message>
        <source>It stays where it is.</source>
        <translation>仍由原责任人负责。</translation>
    </message>
    <message>
        <source>It is with %1 now.</source>
        <translation>现由%1负责。</translation>
    </message>
</context>
<context>
    <name>forms::IntakePage</name>
    <message>
        <source>%1 waits in the tray</source>
        <translation>%1 已放入待取回</translation>
    </message>
    <message>
        <source>Nothing is typed yet: there is nothing to put in the tray.</source>
        <translation>尚未录入内容，无需放入待取回。</translation>
    </message>
    <message>
        <source>There is no case %1 in the tray.</source>
        <translation>待取回中没有第 %1 件。</translation>
    </message>
    <message>
        <source>This case is not on this machine.</source>
        <translation>本机没有这个办件。</translation>
    </message>
    <message>
        <source>%1 is decided already and cannot be taken up again here.</source>
        <translation>%1 已作出决定，不能在此继续办理。</translation>
    </message>
    <message>
        <source>%1: tick what was brought now</source>
        <translation>%1：请勾选本次补交的材料</translation>
    </message>
    <message>
        <source>%1: received before, decide now</source>
        <translation>%1：此前已收件，现在作出决定</translation>
    </message>
    <message>
        <source>To be done again. The centre said: %1</source>
        <translation>需要重新办理。中心退回原因：%1</translation>
    </message>
    <message>
        <source>This act cannot be done again here.</source>
        <translation>此项操作不能在这里重做。</translation>
    </message>
    <message>
        <source>Another applicant: what was known of the one before is cleared</source>
        <translation>已更换申请人，前一申请人的信息已清除</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Read identity card</source>
        <translation>读取身份证</translation>
    </message>
    <message>
        <source>Choose the item</source>
        <translation>选择事项</translation>
    </message>
    <message>
        <source>Open or close the form</source>
        <translation>展开或收起表单</translation>
    </message>
    <message>
        <source>Go to the materials</source>
        <translation>转到材料</translation>
    </message>
    <message>
        <source>Give one-time notice</source>
        <translation>一次性告知</translation>
    </message>
    <message>
        <source>Only take the papers in</source>
        <translation>仅收件</translation>
    </message>
    <message>
        <source>Green channel</source>
        <translation>绿色通道</translation>
    </message>
    <message>
        <source>Put the case in the tray</source>
        <translation>放入待取回</translation>
    </message>
    <message>
        <source>Take case %1 from the tray</source>
        <translation>取回第 %1 件</translation>
    </message>
    <message>
        <source>Decide and print</source>
        <translation>作出决定并打印</translation>
    </message>
    <message>
        <source>Not accepted</source>
        <translation>不予受理</translation>
    </message>
    <message>
        <source>New case; the one in hand waits in the tray</source>
        <translation>新收件（当前办件放入待取回）</translation>
    </message>
    <message>
        <source>Guide of the item</source>
        <translation>办事指南</translation>
    </message>
    <message>
        <source>The draft is not on disk: %1</source>
        <translation>草稿未能保存：%1</translation>
    </message>
    <message>
        <source>Taken up where it was left: %1</source>
        <translation>已恢复上次未办完的：%1</translation>
    </message>
    <message>
        <source>Done again</source>
        <translation>重新办理</translation>
    </message>
    <message>
        <source>New case</source>
        <translation>新收件</translation>
    </message>
    <message>
        <source>Received %1 · %2</source>
        <translation>收件 %1 · 用时 %2</translation>
    </message>
    <message>
        <source>First the applicant: number and name.</source>
        <translation>请先录入申请人：证件号和姓名。</translation>
    </message>
    <message>
        <source>First the item: type its initials.</source>
        <translation>请先选择事项：输入首字母。</translation>
    </message>
    <message>
        <source>This window&apos;s hall is not known here yet: wait for the first synchronisation.</source>
        <translation>本机尚无本大厅的数据，请等待首次同步。</translation>
    </message>
    <message>
        <source>Nothing lacks and nothing is defective: there is nothing to give notice of.</source>
        <translation>材料不缺也无误，无需一次性告知。</translation>
    </message>
    <message>
        <source>The papers of this case were taken in before.</source>
        <translation>该办件此前已收件。</translation>
    </message>
    <message>
        <source>Accept and decide now</source>
        <translation>当场受理并决定</translation>
    </message>
</context>
<context>
    <name>forms::IntakeText</name>
    <message>
        <source>on the spot</source>
        <translation>即办</translation>
    </message>
    <message>
        <source>%1 minutes</source>
        <translation>%1 分钟</translation>
    </message>
    <message>
        <source>%1 hours</source>
        <translation>%1 小时</translation>
    </message>
    <message>
        <source>%1 half days</source>
        <translation>%1 个半天</translation>
    </message>
    <message>
        <source>%1 working days</source>
        <translation>%1 工作日</translation>
    </message>
    <message>
        <source>%1 days</source>
        <translation>%1 日</translation>
    </message>
    <message>
        <source>%1 months</source>
        <translation>%1 个月</translation>
    </message>
    <message>
        <source>Mon</source>
        <translation>周一</translation>
    </message>
    <message>
        <source>Tue</source>
        <translation>周二</translation>
    </message>
    <message>
        <source>Wed</source>
        <translation>周三</translation>
    </message>
    <message>
        <source>Thu</source>
        <translation>周四</translation>
    </message>
    <message>
        <source>Fri</source>
        <translation>周五</translation>
    </message>
    <message>
        <source>Sat</source>
        <translation>周六</translation>
    </message>
    <message>
        <source>Sun</source>
        <translation>周日</translation>
    </message>
    <message>
        <source>%1 (prov.)</source>
        <translation>%1（暂定）</translation>
    </message>
    <message>
        <source>Original %1</source>
        <translation>原件 %1</translation>
    </message>
    <message>
        <source>Copy %1</source>
        <translation>复印件 %1</translation>
    </message>
    <message>
        <source>Electronic</source>
        <translation>电子证照</translation>
    </message>
    <message>
        <source>male</source>
        <translation>男</translation>
    </message>
    <message>
        <source>female</source>
        <translation>女</translation>
    </message>
    <message>
        <source>Something has to be entered first.</source>
        <translation>还有内容需要先录入。</translation>
    </message>
    <message>
        <source>All materials are there and in legal form.</source>
        <translation>材料齐全、符合法定形式。</translation>
    </message>
    <message>
        <source>The main materials are complete and in legal form; %1 lacking that may be tolerated.</source>
        <translation>主要材料齐全、符合法定形式。缺 %1 项可容缺材料。</translation>
    </message>
    <message>
        <source>The main materials are complete and in legal form; %1 replaced by a commitment.</source>
        <translation>主要材料齐全、符合法定形式。%1 项由承诺代替。</translation>
    </message>
    <message>
        <source>The main materials are complete and in legal form; %1 lacking that may be tolerated, %2 replaced by a commitment.</source>
        <translation>主要材料齐全、符合法定形式。缺 %1 项可容缺材料，%2 项由承诺代替。</translation>
    </message>
    <message>
        <source>%1 lacking or defective. Everything is told at once, in writing.</source>
        <translation>%1 项缺少或有误，须一次性书面告知全部补正内容。</translation>
    </message>
    <message>
        <source>By the answers given this window must not accept it.</source>
        <translation>按所答情形，本窗口不得受理。</translation>
    </message>
    <message>
        <source>Accept, print</source>
        <translation>受理并打印</translation>
    </message>
    <message>
        <source>Accept with tolerance, print</source>
        <translation>容缺受理并打印</translation>
    </message>
    <message>
        <source>Accept on commitment, print</source>
        <translation>告知承诺受理并打印</translation>
    </message>
    <message>
        <source>Accept conditionally, print</source>
        <translation>容缺 + 承诺受理并打印</translation>
    </message>
    <message>
        <source>One-time notice, print</source>
        <translation>一次性告知并打印</translation>
    </message>
    <message>
        <source>Not accepted: the reason</source>
        <translation>不予受理：填写理由</translation>
    </message>
    <message>
        <source>accepted</source>
        <translation>已受理</translation>
    </message>
    <message>
        <source>accepted with tolerance</source>
        <translation>已容缺受理</translation>
    </message>
    <message>
        <source>accepted on commitment</source>
        <translation>已告知承诺受理</translation>
    </message>
    <message>
        <source>one-time notice given</source>
        <translation>已一次性告知</translation>
    </message>
    <message>
        <source>received, not yet accepted</source>
        <translation>已收件（尚未受理）</translation>
    </message>
    <message>
        <source>not accepted</source>
        <translation>不予受理</translation>
    </message>
    <message>
        <source>accepted with tolerance and on commitment</source>
        <translation>已容缺并告知承诺受理</translation>
    </message>
</context>
<context>
    <name>forms::IssuingPage</name>
    <message>
        <source>Applicant in person</source>
        <translation>申请人本人</translation>
    </message>
    <message>
        <source>Legal representative</source>
        <translation>法定代表人</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>经办人</translation>
    </message>
    <message>
        <source>To be collected</source>
        <translation>待领取</translation>
    </message>
    <message>
        <source>Not collected for long</source>
        <translation>久未领取</translation>
    </message>
    <message>
        <source>By mail</source>
        <translation>邮寄</translation>
    </message>
    <message>
        <source>Handed out</source>
        <translation>已出件</translation>
    </message>
    <message>
        <source>Results that wait for their owner. Scan the receipt, read the card or type a number; check who collects, let them sign, hand out. A decision not to grant is served the same way.</source>
        <translation>等待领取的办理结果。扫凭证、读卡或输入编号；核对领取人，请其签字后出件。不予许可决定书同样在此送达。</translation>
    </message>
    <message>
        <source>Case number</source>
        <translation>办件号</translation>
    </message>
    <message>
        <source>Applicant</source>
        <translation>申请人</translation>
    </message>
    <message>
        <source>Item</source>
        <translation>事项</translation>
    </message>
    <message>
        <source>Ready since</source>
        <translation>可领时间</translation>
    </message>
    <message>
        <source>Where it is</source>
        <translation>领取情况</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>办理结果</translation>
    </message>
    <message>
        <source>Send by mail</source>
        <translation>邮寄</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>回车</translation>
    </message>
    <message>
        <source>Enter who collects</source>
        <translation>录入领取人</translation>
    </message>
    <message>
        <source>Ctrl+C</source>
        <translation>Ctrl+C</translation>
    </message>
    <message>
        <source>Copy the rows</source>
        <translation>复制所选行</translation>
    </message>
    <message>
        <source>Read the collector&apos;s card</source>
        <translation>读领取人证件</translation>
    </message>
    <message>
        <source>Hand out, or send by mail</source>
        <translation>出件 / 邮寄</translation>
    </message>
    <message>
        <source>Look for a result</source>
        <translation>查找结果</translation>
    </message>
    <message>
        <source>Back to the list</source>
        <translation>回到列表</translation>
    </message>
    <message>
        <source>Alt+%1</source>
        <translation>Alt+%1</translation>
    </message>
    <message>
        <source>Scan the receipt, or type number, ID or name</source>
        <translation>扫凭证，或输入编号、证件号、姓名</translation>
    </message>
    <message>
        <source>About the result</source>
        <translation>结果详情</translation>
    </message>
    <message>
        <source>Hand out here</source>
        <translation>窗口领取</translation>
    </message>
    <message>
        <source>Name of the collector</source>
        <translation>领取人姓名</translation>
    </message>
    <message>
        <source>Number on the collector&apos;s card</source>
        <translation>领取人证件号</translation>
    </message>
    <message>
        <source>F3  Read card</source>
        <translation>F3  读卡</translation>
    </message>
    <message>
        <source>Mandate the agent shows</source>
        <translation>所持授权委托书</translation>
    </message>
    <message>
        <source>Signature of the collector</source>
        <translation>领取人签字</translation>
    </message>
    <message>
        <source>Signature from a file</source>
        <translation>从文件取签字</translation>
    </message>
    <message>
        <source>Sign again</source>
        <translation>重新签字</translation>
    </message>
    <message>
        <source>Ctrl+Enter  Hand out and print</source>
        <translation>Ctrl+Enter  出件并打印</translation>
    </message>
    <message>
        <source>Name of the addressee</source>
        <translation>收件人姓名</translation>
    </message>
    <message>
        <source>Telephone of the addressee</source>
        <translation>收件人电话</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>收件地址</translation>
    </message>
    <message>
        <source>Free of charge. The courier learns name, telephone and address, not what is inside.</source>
        <translation>免费邮寄。只向寄递企业提供收件人姓名、电话和地址，不提供内件内容。</translation>
    </message>
    <message>
        <source>Ctrl+Enter  Order the courier</source>
        <translation>Ctrl+Enter  下单邮寄</translation>
    </message>
    <message>
        <source>No result waits to be collected.</source>
        <translation>没有待领取的结果。</translation>
    </message>
    <message>
        <source>Nothing has waited for long.</source>
        <translation>没有久未领取的结果。</translation>
    </message>
    <message>
        <source>Nothing is on its way by mail.</source>
        <translation>没有邮寄中的结果。</translation>
    </message>
    <message>
        <source>Nothing has been handed out yet.</source>
        <translation>还没有出件。</translation>
    </message>
    <message>
        <source>Nothing here fits “%1”.</source>
        <translation>这里没有找到“%1”。</translation>
    </message>
    <message>
        <source>%1 has no result yet: %2.</source>
        <translation>%1 还没有办理结果（%2）。</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>courier ordered</source>
        <translation>已下单邮寄</translation>
    </message>
    <message>
        <source>waybill %1</source>
        <translation>运单 %1</translation>
    </message>
    <message>
        <source>here, reminded %1 times</source>
        <translation>待领，已催 %1 次</translation>
    </message>
    <message>
        <source>here</source>
        <translation>待领</translation>
    </message>
    <message>
        <source>Not granted: serve the decision</source>
        <translation>不予许可·送达决定书</translation>
    </message>
    <message>
        <source>Granted</source>
        <translation>准予</translation>
    </message>
    <message>
        <source>ID number</source>
        <translation>证件号码</translation>
    </message>
    <message>
        <source>Decided</source>
        <translation>作出决定</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>证照</translation>
    </message>
    <message>
        <source>Valid</source>
        <translation>有效期</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 至 %2</translation>
    </message>
    <message>
        <source>from %1, without end</source>
        <translation>%1 起，长期有效</translation>
    </message>
    <message>
        <source>Verification code</source>
        <translation>查验码</translation>
    </message>
    <message>
        <source>Collected by</source>
        <translation>领取人</translation>
    </message>
    <message>
        <source>As</source>
        <translation>领取身份</translation>
    </message>
    <message>
        <source>Mandate</source>
        <translation>授权委托书</translation>
    </message>
    <message>
        <source>Service record</source>
        <translation>送达回证</translation>
    </message>
    <message>
        <source>Courier</source>
        <translation>寄递</translation>
    </message>
    <message>
        <source>handed out</source>
        <translation>已出件</translation>
    </message>
    <message>
        <source>%1 handed out to %2.</source>
        <translation>%1 已由 %2 领取。</translation>
    </message>
    <message>
        <source>The courier is ordered; the waybill number comes by itself.</source>
        <translation>已下单邮寄，运单号稍后自动返回。</translation>
    </message>
    <message>
        <source>Print the waybill</source>
        <translation>打印物流面单</translation>
    </message>
    <message>
        <source>P  Print the waybill</source>
        <translation>P  打印物流面单</translation>
    </message>
    <message>
        <source>Collects for another</source>
        <translation>代领人</translation>
    </message>
</context>
<context>
    <name>forms::ItemPanel</name>
    <message>
        <source>Item</source>
        <translation>事项与情形</translation>
    </message>
    <message>
        <source>Guide</source>
        <translation>指南</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>查找</translation>
    </message>
    <message>
        <source>Item: initials, characters or code</source>
        <translation>事项：首字母、汉字或编码</translation>
    </message>
    <message>
        <source>Initials, characters or code</source>
        <translation>首字母、汉字或编码</translation>
    </message>
    <message>
        <source>No item is called “%1”. Try fewer letters, or open the list of guides.</source>
        <translation>没有找到“%1”。请减少字母再试，或查看办事指南清单。</translation>
    </message>
    <message>
        <source>%1 · %2 · committed %3 / legal %4</source>
        <translation>%1 · %2 · 承诺 %3 / 法定 %4</translation>
    </message>
</context>
<context>
    <name>forms::ItemSearch</name>
    <message>
        <source>Items found</source>
        <translation>找到的事项</translation>
    </message>
</context>
<context>
    <name>forms::JournalPage</name>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>To be sent</source>
        <translation>待发</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>退回</translation>
    </message>
    <message>
        <source>Journal</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>What exactly was done</source>
        <translation>此行详情</translation>
    </message>
    <message>
        <source>Show the case</source>
        <translation>查看办件</translation>
    </message>
    <message>
        <source>Show the case of this line</source>
        <translation>查看此行的办件</translation>
    </message>
    <message>
        <source>The journal is in %1.</source>
        <translation>日志已存入 %1。</translation>
    </message>
    <message>
        <source>The export was stopped; no file was written.</source>
        <translation>导出已停止，没有写入文件。</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>回车</translation>
    </message>
    <message>
        <source>Ctrl+C</source>
        <translation>Ctrl+C</translation>
    </message>
    <message>
        <source>Copy the rows</source>
        <translation>复制所选行</translation>
    </message>
    <message>
        <source>Alt+%1</source>
        <translation>Alt+%1</translation>
    </message>
    <message>
        <source>Export for reading (CSV)</source>
        <translation>导出表格（CSV）</translation>
    </message>
    <message>
        <source>Export complete (JSON lines)</source>
        <translation>导出完整记录（JSON）</translation>
    </message>
    <message>
        <source>Nothing was done at this desk yet.</source>
        <translation>本机还没有办理记录。</translation>
    </message>
    <message>
        <source>Everything has been sent.</source>
        <translation>全部已发送。</translation>
    </message>
    <message>
        <source>The centre has refused nothing.</source>
        <translation>没有中心退回的记录。</translation>
    </message>
    <message>
        <source>Last contact with the centre: %1</source>
        <translation>最近联系中心：%1</translation>
    </message>
    <message>
        <source>No contact with the centre since the start</source>
        <translation>启动后尚未联系上中心</translation>
    </message>
    <message>
        <source>Oldest not yet sent: %1</source>
        <translation>最早待发：%1</translation>
    </message>
    <message>
        <source>Everything has been sent</source>
        <translation>全部已发送</translation>
    </message>
    <message>
        <source>This computer&apos;s clock is %1 min fast; acts bear the centre&apos;s time</source>
        <translation>本机时钟快 %1 分钟；办理时间以中心时间为准</translation>
    </message>
    <message>
        <source>This computer&apos;s clock is %1 min slow; acts bear the centre&apos;s time</source>
        <translation>本机时钟慢 %1 分钟；办理时间以中心时间为准</translation>
    </message>
    <message>
        <source>Number of this desk at the centre: %1</source>
        <translation>本机编号：%1</translation>
    </message>
    <message>
        <source>What was done</source>
        <translation>事由</translation>
    </message>
    <message>
        <source>About</source>
        <translation>办件</translation>
    </message>
    <message>
        <source>Item</source>
        <translation>事项</translation>
    </message>
    <message>
        <source>Paper</source>
        <translation>文书</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>Receipt number</source>
        <translation>收件号</translation>
    </message>
    <message>
        <source>By</source>
        <translation>经手人</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>岗位</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>地点</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>办理时间</translation>
    </message>
    <message>
        <source>What became of it</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Answered</source>
        <translation>中心答复</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>The case had changed meanwhile; both changes hold.</source>
        <translation>期间办件有其他变动，两处变动均已保留。</translation>
    </message>
    <message>
        <source>Rules</source>
        <translation>规则版本</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>序号</translation>
    </message>
    <message>
        <source>journal</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>CSV for spreadsheets (*.csv)</source>
        <translation>CSV 表格 (*.csv)</translation>
    </message>
    <message>
        <source>JSON lines (*.jsonl)</source>
        <translation>JSON 行 (*.jsonl)</translation>
    </message>
    <message>
        <source>Where this desk stands towards the centre</source>
        <translation>本机与中心的同步情况</translation>
    </message>
    <message>
        <source>Purpose</source>
        <translation>用途</translation>
    </message>
    <message>
        <source>The journal is exported by a supervisor, a chief clerk or an administrator.</source>
        <translation>日志由主管、首席服务员或管理员导出。</translation>
    </message>
    <message>
        <source>Export the journal, for</source>
        <translation>导出日志，用途</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Whether the journal is as it was written</source>
        <translation>日志是否完好</translation>
    </message>
    <message>
        <source>Check the journal</source>
        <translation>校验日志</translation>
    </message>
    <message>
        <source>%1: %2 to be sent, %3 returned</source>
        <translation>%1：待发 %2，退回 %3</translation>
    </message>
</context>
<context>
    <name>forms::LeaseBar</name>
    <message>
        <source>The centre has not been reached for long: in %1 hours this terminal can&apos;t be opened without it any more.</source>
        <translation>已较长时间未连接中心：%1 小时后，不连接中心将无法打开此终端。</translation>
    </message>
    <message>
        <source>The centre has not been reached for long: in %1 minutes this terminal can&apos;t be opened without it any more.</source>
        <translation>已较长时间未连接中心：%1 分钟后，不连接中心将无法打开此终端。</translation>
    </message>
</context>
<context>
    <name>forms::LeavePage</name>
    <message>
        <source>On leave</source>
        <translation>请假人</translation>
    </message>
    <message>
        <source>Deputy</source>
        <translation>替岗人</translation>
    </message>
    <message>
        <source>First day</source>
        <translation>开始日期</translation>
    </message>
    <message>
        <source>Last day</source>
        <translation>结束日期</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Leave and deputies</source>
        <translation>请假替岗列表</translation>
    </message>
    <message>
        <source>Nobody is on leave, and no leave is planned.</source>
        <translation>没有人请假，也没有预定的请假。</translation>
    </message>
    <message>
        <source>Name the deputy</source>
        <translation>指定替岗</translation>
    </message>
    <message>
        <source>End the chosen leave</source>
        <translation>所选请假销假</translation>
    </message>
    <message>
        <source>Back to the list</source>
        <translation>回到列表</translation>
    </message>
    <message>
        <source>Name a deputy</source>
        <translation>指定替岗</translation>
    </message>
    <message>
        <source>Who goes on leave</source>
        <translation>请假人</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>事由</translation>
    </message>
    <message>
        <source>Reason: leave, training, illness …</source>
        <translation>事由：休假、培训、病假…</translation>
    </message>
    <message>
        <source>deputy</source>
        <translation>替岗人</translation>
    </message>
    <message>
        <source>From</source>
        <translation>自</translation>
    </message>
    <message>
        <source>to</source>
        <translation>至</translation>
    </message>
    <message>
        <source>Name the deputy  Ctrl+Enter</source>
        <translation>指定替岗  Ctrl+Enter</translation>
    </message>
    <message>
        <source>End the chosen leave  Alt+E</source>
        <translation>销假  Alt+E</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>到期</translation>
    </message>
    <message>
        <source>Case number</source>
        <translation>办件号</translation>
    </message>
    <message>
        <source>Item</source>
        <translation>事项</translation>
    </message>
    <message>
        <source>In hand</source>
        <translation>领办情况</translation>
    </message>
    <message>
        <source>What is handed over</source>
        <translation>移交清单</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>Over</source>
        <translation>已结束</translation>
    </message>
    <message>
        <source>Planned</source>
        <translation>未开始</translation>
    </message>
    <message>
        <source>On leave now</source>
        <translation>请假中</translation>
    </message>
    <message>
        <source>%1 hands over to %2: %3</source>
        <translation>%1 移交给 %2（%3）</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>已领办</translation>
    </message>
    <message>
        <source>Not taken</source>
        <translation>未领办</translation>
    </message>
    <message>
        <source>%1 stands in for %2 from %3 to %4.</source>
        <translation>%3 至 %4 由 %1 替岗（%2 请假）。</translation>
    </message>
    <message>
        <source>The leave is over; everybody decides for themselves again.</source>
        <translation>已销假，恢复由本人审批。</translation>
    </message>
</context>
<context>
    <name>forms::MaterialFiles</name>
    <message>
        <source>Taking in %1 of %2</source>
        <translation>正在收入第 %1 / %2 个</translation>
    </message>
    <message>
        <source>▣ %1: %2</source>
        <translation>▣ %1：%2</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>The case was put aside before its files were taken in: add them again when it is taken back.</source>
        <translation>附件收入之前办件已放入待取回，取回后请重新添加附件。</translation>
    </message>
    <message>
        <source>%1 is taken away.</source>
        <translation>已移除“%1”。</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>These scans are with the case already: remove them on the page of cases, with a reason.</source>
        <translation>这些扫描件已随办件提交，请在“办件”页移除并说明原因。</translation>
    </message>
</context>
<context>
    <name>forms::MaterialList</name>
    <message>
        <source>Material received</source>
        <translation>材料已收</translation>
    </message>
    <message>
        <source>All materials received</source>
        <translation>材料全部已收</translation>
    </message>
    <message>
        <source>Tolerate the material (supplement later)</source>
        <translation>该材料容缺（后补）</translation>
    </message>
    <message>
        <source>Replace the material by a commitment</source>
        <translation>该材料告知承诺</translation>
    </message>
    <message>
        <source>Material defective</source>
        <translation>材料有误</translation>
    </message>
    <message>
        <source>Original seen</source>
        <translation>已核对原件</translation>
    </message>
    <message>
        <source>What if the supplement comes a day later</source>
        <translation>推算：晚一天补齐</translation>
    </message>
    <message>
        <source>Add scans or files to this material</source>
        <translation>为这份材料添加扫描件或文件</translation>
    </message>
    <message>
        <source>Take the scan added last away again</source>
        <translation>移除刚添加的附件</translation>
    </message>
</context>
<context>
    <name>forms::MaterialModel</name>
    <message>
        <source>optional</source>
        <translation>非必交</translation>
    </message>
    <message>
        <source>T %1 wd</source>
        <translation>可容缺 %1 工作日</translation>
    </message>
    <message>
        <source>C possible</source>
        <translation>可承诺</translation>
    </message>
    <message>
        <source>essential</source>
        <translation>必交</translation>
    </message>
    <message>
        <source>lacking, told in notice %1</source>
        <translation>未交（第 %1 次已告知）</translation>
    </message>
    <message>
        <source>Original seen</source>
        <translation>原件已验</translation>
    </message>
    <message>
        <source>Tolerated · by %1</source>
        <translation>容缺 · %1 前补</translation>
    </message>
    <message>
        <source>Defect: %1</source>
        <translation>问题：%1</translation>
    </message>
    <message>
        <source>compare with the original (O)</source>
        <translation>须核对原件（O）</translation>
    </message>
    <message>
        <source>available as electronic licence: %1</source>
        <translation>可调用：%1</translation>
    </message>
    <message>
        <source>can be verified by shared data: %1</source>
        <translation>可共享核验：%1</translation>
    </message>
    <message>
        <source>issued by: %1</source>
        <translation>出具：%1</translation>
    </message>
</context>
<context>
    <name>forms::MaterialPanel</name>
    <message>
        <source>Materials</source>
        <translation>材料</translation>
    </message>
    <message>
        <source>Choose an item: its materials appear here.</source>
        <translation>选择事项后，这里列出所需材料。</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>已收</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全收</translation>
    </message>
    <message>
        <source>Tolerate</source>
        <translation>容缺</translation>
    </message>
    <message>
        <source>Commit</source>
        <translation>承诺</translation>
    </message>
    <message>
        <source>Defective</source>
        <translation>有误</translation>
    </message>
    <message>
        <source>Original</source>
        <translation>原件</translation>
    </message>
    <message>
        <source>Not signed or sealed</source>
        <translation>未签字或盖章</translation>
    </message>
    <message>
        <source>Expired</source>
        <translation>已过有效期</translation>
    </message>
    <message>
        <source>Illegible</source>
        <translation>字迹或影像不清</translation>
    </message>
    <message>
        <source>Pages missing</source>
        <translation>缺页</translation>
    </message>
    <message>
        <source>Contents do not agree</source>
        <translation>内容不一致</translation>
    </message>
    <message>
        <source>Not in the prescribed form</source>
        <translation>不符合规定格式</translation>
    </message>
    <message>
        <source>Copy not certified</source>
        <translation>复印件未经核对</translation>
    </message>
    <message>
        <source>Nothing was marked: say what is wrong with it.</source>
        <translation>未作标记：请说明有误之处。</translation>
    </message>
    <message>
        <source>Materials %1/%2</source>
        <translation>材料 %1/%2</translation>
    </message>
    <message>
        <source>In this situation the item asks for no material.</source>
        <translation>此情形无需提交材料。</translation>
    </message>
    <message>
        <source>What is wrong with “%1”?</source>
        <translation>“%1”有何问题？</translation>
    </message>
    <message>
        <source>Add scan</source>
        <translation>附件</translation>
    </message>
</context>
<context>
    <name>forms::MessageBar</name>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Careful</source>
        <translation>注意</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>提示</translation>
    </message>
    <message>
        <source>Button of the message</source>
        <translation>消息按钮</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>F1 Help · ? All keys</source>
        <translation>F1 帮助 · ? 全部按键</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>Earlier messages, unread problems: %1</source>
        <translation>以往消息，未读问题 %1 个</translation>
    </message>
    <message>
        <source>Earlier messages</source>
        <translation>以往消息</translation>
    </message>
    <message>
        <source>Nothing was said yet in this session.</source>
        <translation>本次登录以来还没有消息。</translation>
    </message>
    <message>
        <source>Messages of this session</source>
        <translation>本次登录以来的消息</translation>
    </message>
    <message>
        <source>Press the button of the message</source>
        <translation>按下消息栏的按钮</translation>
    </message>
    <message>
        <source>Close the message</source>
        <translation>关闭这条消息</translation>
    </message>
</context>
<context>
    <name>forms::OrderDetail</name>
    <message>
        <source>Choose a work order on the left, or press N to register one.</source>
        <translation>在左侧选择工单，或按 N 登记新工单。</translation>
    </message>
    <message>
        <source>Appeal open</source>
        <translation>申诉待复核</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>经过</translation>
    </message>
    <message>
        <source>By</source>
        <translation>经手人</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Number of the work order</source>
        <translation>工单编号</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>概要</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>时间线</translation>
    </message>
    <message>
        <source>Parts of the work order</source>
        <translation>工单内容</translation>
    </message>
    <message>
        <source>Department</source>
        <translation>部门</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Leave without doing it</source>
        <translation>不办理，返回</translation>
    </message>
    <message>
        <source>%1: %2, %3</source>
        <translation>%1：%2 %3</translation>
    </message>
    <message>
        <source>What is wrong</source>
        <translation>反映内容</translation>
    </message>
    <message>
        <source>Reasons given</source>
        <translation>所选原因</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>当事人</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>电话</translation>
    </message>
    <message>
        <source>Known to the supervisors only</source>
        <translation>仅主管可见</translation>
    </message>
    <message>
        <source>Item</source>
        <translation>事项</translation>
    </message>
    <message>
        <source>Case number</source>
        <translation>办件号</translation>
    </message>
    <message>
        <source>Number at its source</source>
        <translation>来源编号</translation>
    </message>
    <message>
        <source>Round</source>
        <translation>轮次</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>答复</translation>
    </message>
    <message>
        <source>Call back</source>
        <translation>回访</translation>
    </message>
    <message>
        <source>To be given out by</source>
        <translation>派单期限</translation>
    </message>
    <message>
        <source>To be contacted by</source>
        <translation>联系期限</translation>
    </message>
    <message>
        <source>To be signed for by</source>
        <translation>签收期限</translation>
    </message>
    <message>
        <source>To be answered by</source>
        <translation>答复期限</translation>
    </message>
    <message>
        <source>%1 (complex)</source>
        <translation>%1（复杂）</translation>
    </message>
    <message>
        <source>To be called back by</source>
        <translation>回访期限</translation>
    </message>
    <message>
        <source>Appeal</source>
        <translation>申诉</translation>
    </message>
    <message>
        <source>Judgement</source>
        <translation>复核结论</translation>
    </message>
    <message>
        <source>late</source>
        <translation>超期</translation>
    </message>
    <message>
        <source>Centre</source>
        <translation>中心</translation>
    </message>
    <message>
        <source>Contact the person</source>
        <translation>联系当事人</translation>
    </message>
    <message>
        <source>Give out</source>
        <translation>派单</translation>
    </message>
    <message>
        <source>Sign for</source>
        <translation>签收</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>办结</translation>
    </message>
    <message>
        <source>Reopen</source>
        <translation>重办</translation>
    </message>
    <message>
        <source>Judge the appeal</source>
        <translation>复核申诉</translation>
    </message>
    <message>
        <source>Ctrl+Enter  %1</source>
        <translation>Ctrl+Enter  %1</translation>
    </message>
    <message>
        <source>What the person said: stays with the supervisors</source>
        <translation>对方所述（仅主管可见）</translation>
    </message>
    <message>
        <source>In your words; everybody who sees the work order reads it</source>
        <translation>请填写说明（能看到工单的人都能看到）</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>Do it</source>
        <translation>提交</translation>
    </message>
    <message>
        <source>In the person&apos;s words</source>
        <translation>当事人原话</translation>
    </message>
    <message>
        <source>Answers for it</source>
        <translation>首问责任人</translation>
    </message>
    <message>
        <source>Take over</source>
        <translation>接手</translation>
    </message>
    <message>
        <source>Hand over</source>
        <translation>移交</translation>
    </message>
</context>
<context>
    <name>forms::OrderForm</name>
    <message>
        <source>Register a work order</source>
        <translation>登记工单</translation>
    </message>
    <message>
        <source>Where it comes from</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>What is wrong</source>
        <translation>反映内容</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>当事人</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>电话</translation>
    </message>
    <message>
        <source>Item</source>
        <translation>事项</translation>
    </message>
    <message>
        <source>Case number</source>
        <translation>办件号</translation>
    </message>
    <message>
        <source>Number at its source</source>
        <translation>来源编号</translation>
    </message>
    <message>
        <source>In the person&apos;s own words</source>
        <translation>按当事人原话记录</translation>
    </message>
    <message>
        <source>Ctrl+Enter  Register</source>
        <translation>Ctrl+Enter  登记</translation>
    </message>
    <message>
        <source>Register</source>
        <translation>登记</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Leave without registering</source>
        <translation>不登记，返回</translation>
    </message>
    <message>
        <source>Registered under %1.</source>
        <translation>已登记，编号 %1。</translation>
    </message>
    <message>
        <source>Answered at once</source>
        <translation>当场答复</translation>
    </message>
    <message>
        <source>Empty: it is answered later, by phone</source>
        <translation>留空：稍后电话答复</translation>
    </message>
    <message>
        <source>What was asked</source>
        <translation>咨询内容</translation>
    </message>
</context>
<context>
    <name>forms::OrderText</name>
    <message>
        <source>12345</source>
        <translation>12345</translation>
    </message>
    <message>
        <source>Could not get it done</source>
        <translation>办不成事</translation>
    </message>
    <message>
        <source>Bad rating</source>
        <translation>差评整改</translation>
    </message>
    <message>
        <source>Inspection</source>
        <translation>日常检查</translation>
    </message>
    <message>
        <source>Process walk</source>
        <translation>走流程</translation>
    </message>
    <message>
        <source>To be given out</source>
        <translation>待派单</translation>
    </message>
    <message>
        <source>To be signed for</source>
        <translation>待签收</translation>
    </message>
    <message>
        <source>Being put right</source>
        <translation>办理中</translation>
    </message>
    <message>
        <source>To be called back</source>
        <translation>待回访</translation>
    </message>
    <message>
        <source>To be closed</source>
        <translation>待办结</translation>
    </message>
    <message>
        <source>Reopened</source>
        <translation>重办</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>已办结</translation>
    </message>
    <message>
        <source>Excluded on appeal</source>
        <translation>申诉剔除</translation>
    </message>
    <message>
        <source>Give out</source>
        <translation>派单</translation>
    </message>
    <message>
        <source>Sign for</source>
        <translation>签收</translation>
    </message>
    <message>
        <source>Contact</source>
        <translation>联系</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>答复</translation>
    </message>
    <message>
        <source>Call back</source>
        <translation>回访</translation>
    </message>
    <message>
        <source>Registered</source>
        <translation>登记</translation>
    </message>
    <message>
        <source>Given out</source>
        <translation>派单</translation>
    </message>
    <message>
        <source>Signed for</source>
        <translation>签收</translation>
    </message>
    <message>
        <source>Person contacted</source>
        <translation>联系当事人</translation>
    </message>
    <message>
        <source>Answered</source>
        <translation>答复</translation>
    </message>
    <message>
        <source>Called back</source>
        <translation>回访</translation>
    </message>
    <message>
        <source>Appealed</source>
        <translation>申诉</translation>
    </message>
    <message>
        <source>Appeal judged</source>
        <translation>申诉复核</translation>
    </message>
    <message>
        <source>Limit passed</source>
        <translation>超期</translation>
    </message>
    <message>
        <source>Solved</source>
        <translation>已解决</translation>
    </message>
    <message>
        <source>Not solved</source>
        <translation>未解决</translation>
    </message>
    <message>
        <source>Not reached</source>
        <translation>未联系上</translation>
    </message>
    <message>
        <source>Looked at on the spot: put right</source>
        <translation>现场复查：已整改</translation>
    </message>
    <message>
        <source>Pressed by mistake</source>
        <translation>误点</translation>
    </message>
    <message>
        <source>Malicious</source>
        <translation>恶意评价</translation>
    </message>
    <message>
        <source>Another ground</source>
        <translation>其他理由</translation>
    </message>
    <message>
        <source>Upheld: counts in no figure</source>
        <translation>成立：不计入统计</translation>
    </message>
    <message>
        <source>Dismissed: it stands</source>
        <translation>不成立：维持评价</translation>
    </message>
    <message>
        <source>Spoken to</source>
        <translation>已联系上</translation>
    </message>
    <message>
        <source>Ordinary limit</source>
        <translation>一般时限</translation>
    </message>
    <message>
        <source>Complex: longer limit, say why</source>
        <translation>复杂：时限延长，请说明理由</translation>
    </message>
    <message>
        <source>Complex</source>
        <translation>复杂</translation>
    </message>
    <message>
        <source>Enquiry</source>
        <translation>咨询</translation>
    </message>
</context>
<context>
    <name>forms::OutgoingPage</name>
    <message>
        <source>Failed</source>
        <translation>发送失败</translation>
    </message>
    <message>
        <source>Nothing has failed: all that left the house was taken.</source>
        <translation>没有发送失败的：发出的均已被接收。</translation>
    </message>
    <message>
        <source>To be sent</source>
        <translation>待发送</translation>
    </message>
    <message>
        <source>Nothing waits to be sent.</source>
        <translation>没有待发送的。</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>已发送</translation>
    </message>
    <message>
        <source>Nothing has been sent yet.</source>
        <translation>还没有已发送的。</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Nothing has left the house yet.</source>
        <translation>还没有对外发送。</translation>
    </message>
    <message>
        <source>Text messages, orders to the courier and words to supervising authorities. They are sent by the centre and tried again by themselves; what failed for good waits here for you.</source>
        <translation>对外发送的短信、寄递订单和监管推送。由中心发送并自动重试，最终未能发出的在此等您处理。</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>To</source>
        <translation>发往</translation>
    </message>
    <message>
        <source>What</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>About</source>
        <translation>办件</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>What leaves the house</source>
        <translation>对外发送列表</translation>
    </message>
    <message>
        <source>Send again</source>
        <translation>重新发送</translation>
    </message>
    <message>
        <source>Drop with a reason</source>
        <translation>放弃并说明理由</translation>
    </message>
    <message>
        <source>Back to the list</source>
        <translation>回到列表</translation>
    </message>
    <message>
        <source>Alt+%1</source>
        <translation>Alt+%1</translation>
    </message>
    <message>
        <source>Why it was not sent, and what to do</source>
        <translation>未发出的原因和处理办法</translation>
    </message>
    <message>
        <source>How far it has come</source>
        <translation>发送进度</translation>
    </message>
    <message>
        <source>To whom it is sent again</source>
        <translation>重发对象</translation>
    </message>
    <message>
        <source>R  Send again</source>
        <translation>R  重新发送</translation>
    </message>
    <message>
        <source>D  Drop with a reason</source>
        <translation>D  放弃并说明理由</translation>
    </message>
    <message>
        <source>Show the case</source>
        <translation>查看办件</translation>
    </message>
    <message>
        <source>Why it is dropped</source>
        <translation>放弃理由</translation>
    </message>
    <message>
        <source>Why it is dropped (kept in the journal)</source>
        <translation>放弃理由（记入日志）</translation>
    </message>
    <message>
        <source>Drop</source>
        <translation>放弃</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>Case number</source>
        <translation>办件号</translation>
    </message>
    <message>
        <source>Item</source>
        <translation>事项</translation>
    </message>
    <message>
        <source>Queued</source>
        <translation>生成时间</translation>
    </message>
    <message>
        <source>Attempts</source>
        <translation>已试次数</translation>
    </message>
    <message>
        <source>Next attempt</source>
        <translation>下次发送</translation>
    </message>
    <message>
        <source>Receipt</source>
        <translation>回执号</translation>
    </message>
    <message>
        <source>Waybill</source>
        <translation>运单号</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>It is sent again as soon as the centre hears of it.</source>
        <translation>中心收到后即重新发送。</translation>
    </message>
    <message>
        <source>Dropped; the reason is in the journal.</source>
        <translation>已放弃，理由已记入日志。</translation>
    </message>
    <message>
        <source>The words as they were sent</source>
        <translation>发送的原文</translation>
    </message>
</context>
<context>
    <name>forms::OutgoingText</name>
    <message>
        <source>Text message</source>
        <translation>短信</translation>
    </message>
    <message>
        <source>Supervising authority</source>
        <translation>监管推送</translation>
    </message>
    <message>
        <source>Courier</source>
        <translation>寄递</translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation>受理通知</translation>
    </message>
    <message>
        <source>Reminder of a supplement</source>
        <translation>补交提醒</translation>
    </message>
    <message>
        <source>Last reminder of a supplement</source>
        <translation>补交最后提醒</translation>
    </message>
    <message>
        <source>Supplement not adequate</source>
        <translation>补交不合格</translation>
    </message>
    <message>
        <source>Tolerance lapsed</source>
        <translation>容缺逾期终止</translation>
    </message>
    <message>
        <source>Time extended</source>
        <translation>延期办理</translation>
    </message>
    <message>
        <source>Special procedure</source>
        <translation>特别程序</translation>
    </message>
    <message>
        <source>Check of a commitment</source>
        <translation>承诺核查</translation>
    </message>
    <message>
        <source>Correction ordered</source>
        <translation>限期整改</translation>
    </message>
    <message>
        <source>Result ready</source>
        <translation>结果可领取</translation>
    </message>
    <message>
        <source>Decision ready</source>
        <translation>决定可领取</translation>
    </message>
    <message>
        <source>Reminder to collect</source>
        <translation>催领</translation>
    </message>
    <message>
        <source>Result mailed</source>
        <translation>结果已寄出</translation>
    </message>
    <message>
        <source>Result to be brought</source>
        <translation>结果寄递</translation>
    </message>
    <message>
        <source>Licence granted</source>
        <translation>证照颁发</translation>
    </message>
    <message>
        <source>Licence revoked</source>
        <translation>证照撤销</translation>
    </message>
    <message>
        <source>Invitation to rate</source>
        <translation>邀请评价</translation>
    </message>
    <message>
        <source>Work order overdue</source>
        <translation>工单超期</translation>
    </message>
    <message>
        <source>Complaint received</source>
        <translation>反映已收到</translation>
    </message>
    <message>
        <source>Waits, tried %1 times</source>
        <translation>待重发，已试 %1 次</translation>
    </message>
    <message>
        <source>Waits to be sent</source>
        <translation>待发送</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>已发送</translation>
    </message>
    <message>
        <source>Arrived</source>
        <translation>已到达</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>发送失败</translation>
    </message>
    <message>
        <source>Dropped</source>
        <translation>已放弃</translation>
    </message>
    <message>
        <source>It is tried again by itself.</source>
        <translation>系统将自动重试。</translation>
    </message>
    <message>
        <source>Check the telephone number below and send again, or call the person and drop it.</source>
        <translation>请核对下方手机号后重新发送；也可电话告知当事人，再放弃此条。</translation>
    </message>
    <message>
        <source>The courier brought it back: hand it out at the issue desk or mail it anew, then drop this order.</source>
        <translation>快递已退回：请在出件窗口发放或重新邮寄，再放弃此单。</translation>
    </message>
    <message>
        <source>The partner has refused it. Ask them why, put right what is wrong, then send again.</source>
        <translation>请向对方问明原因，更正后重新发送。</translation>
    </message>
    <message>
        <source>The partner could not be reached for a long time. Send again when it is back.</source>
        <translation>已多次重试，请待对方恢复后重新发送。</translation>
    </message>
</context>
<context>
    <name>forms::PaperFlow</name>
    <message>
        <source>%1; printing …</source>
        <translation>%1，正在打印…</translation>
    </message>
    <message>
        <source>%1 (%2 copies)</source>
        <translation>%1（%2 份）</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>%1, printed: %2</source>
        <translation>%1，已打印：%2</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>查看</translation>
    </message>
    <message>
        <source>%1 and on disk, but not printed: %2</source>
        <translation>%1，已保存，但未能打印：%2</translation>
    </message>
    <message>
        <source>Print again</source>
        <translation>补打</translation>
    </message>
    <message>
        <source>%1 and on disk; its papers were not printed</source>
        <translation>%1，已保存，文书未打印</translation>
    </message>
</context>
<context>
    <name>forms::PaperPreview</name>
    <message>
        <source>Papers to print</source>
        <translation>待打印文书</translation>
    </message>
    <message>
        <source>Print (Enter)</source>
        <translation>打印（回车）</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>关闭（Esc）</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>打印</translation>
    </message>
    <message>
        <source>Close without printing</source>
        <translation>不打印，关闭</translation>
    </message>
    <message>
        <source>Sheets</source>
        <translation>文书页面</translation>
    </message>
    <message>
        <source>%1 papers, %2 copies in all</source>
        <translation>%1 种文书，共 %2 份</translation>
    </message>
    <message>
        <source>%1, sheet %2</source>
        <translation>%1，第 %2 页</translation>
    </message>
</context>
<context>
    <name>forms::PersonalDataPage</name>
    <message>
        <source>Requests of persons, and erasures</source>
        <translation>个人请求和到期销毁</translation>
    </message>
    <message>
        <source>A person asks</source>
        <translation>个人请求</translation>
    </message>
    <message>
        <source>To be erased</source>
        <translation>待销毁</translation>
    </message>
    <message>
        <source>Name, identity number or phone of the person</source>
        <translation>姓名、证件号码或电话</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation>号码</translation>
    </message>
    <message>
        <source>Persons found</source>
        <translation>查到的人</translation>
    </message>
    <message>
        <source>Type who asks, then Enter. Compare with their card first.</source>
        <translation>输入请求人后回车。请先核对本人证件。</translation>
    </message>
    <message>
        <source>What this window knows of the person</source>
        <translation>本窗口所知的信息</translation>
    </message>
    <message>
        <source>The person asks (PIPL art. 45)</source>
        <translation>本人请求（个保法第45条）</translation>
    </message>
    <message>
        <source>Somebody asks for the person, with a mandate</source>
        <translation>受托人持委托书代为请求</translation>
    </message>
    <message>
        <source>A near relative of a dead person (art. 49)</source>
        <translation>死者近亲属请求（第49条）</translation>
    </message>
    <message>
        <source>Print everything held</source>
        <translation>打印个人信息清单</translation>
    </message>
    <message>
        <source>Save it as a file (JSON)</source>
        <translation>保存为文件（JSON）</translation>
    </message>
    <message>
        <source>Right name</source>
        <translation>正确的姓名</translation>
    </message>
    <message>
        <source>Right phone</source>
        <translation>正确的电话</translation>
    </message>
    <message>
        <source>Right address</source>
        <translation>正确的地址</translation>
    </message>
    <message>
        <source>What was shown for it, or why</source>
        <translation>出示的证明或理由</translation>
    </message>
    <message>
        <source>Correct (art. 46)</source>
        <translation>更正（第46条）</translation>
    </message>
    <message>
        <source>Ask for erasure (art. 47)</source>
        <translation>申请删除（第47条）</translation>
    </message>
    <message>
        <source>What</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Time is over</source>
        <translation>期满日</translation>
    </message>
    <message>
        <source>What is to be erased</source>
        <translation>待销毁清单</translation>
    </message>
    <message>
        <source>Nothing waits to be erased.</source>
        <translation>没有待销毁的内容。</translation>
    </message>
    <message>
        <source>The chosen proposal</source>
        <translation>所选条目</translation>
    </message>
    <message>
        <source>Reason of the decision</source>
        <translation>决定理由</translation>
    </message>
    <message>
        <source>Keep until (date)</source>
        <translation>保存至（日期）</translation>
    </message>
    <message>
        <source>Erase for good</source>
        <translation>彻底销毁</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>继续保存</translation>
    </message>
    <message>
        <source>Nobody by that name or number is known here.</source>
        <translation>没有查到此人。</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>电话</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Cases at this window</source>
        <translation>本窗口所知办件</translation>
    </message>
    <message>
        <source>Corrected</source>
        <translation>更正于</translation>
    </message>
    <message>
        <source>Everything held, for</source>
        <translation>个人信息清单，用途</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>打印</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>personal data</source>
        <translation>个人信息</translation>
    </message>
    <message>
        <source>JSON (*.json)</source>
        <translation>JSON (*.json)</translation>
    </message>
    <message>
        <source>Everything held is in %1. Give it to the person and nobody else.</source>
        <translation>清单已存到 %1，只可交给本人。</translation>
    </message>
    <message>
        <source>Everything held goes to the printer. Give it to the person and nobody else.</source>
        <translation>清单正在打印，只可交给本人。</translation>
    </message>
    <message numerus="yes">
        <source>Corrected, in %n open case(s) too.</source>
        <translation>
            <numerusform>已更正，%n 件在办办件一并更正。</numerusform>
        </translation>
    </message>
    <message>
        <source>The security administrator decides on the erasure; what a law bids to keep is kept, and the answer says so.</source>
        <translation>已提交，由安全管理员决定；法定保存期未满的继续保存并告知理由。</translation>
    </message>
    <message>
        <source>Case</source>
        <translation>办件</translation>
    </message>
    <message>
        <source>Applicant</source>
        <translation>申请人</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>证照</translation>
    </message>
    <message>
        <source>Work order</source>
        <translation>工单</translation>
    </message>
    <message>
        <source>Rating</source>
        <translation>评价</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>短信</translation>
    </message>
    <message>
        <source>Delivery</source>
        <translation>推送</translation>
    </message>
    <message>
        <source>The person asks</source>
        <translation>本人申请</translation>
    </message>
    <message>
        <source>Its time is over</source>
        <translation>保存期满</translation>
    </message>
    <message>
        <source>not by rule</source>
        <translation>无规定期限</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>依据</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>Proposed</source>
        <translation>提出时间</translation>
    </message>
    <message>
        <source>By</source>
        <translation>提出人</translation>
    </message>
    <message>
        <source>The centre itself</source>
        <translation>中心</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>注意</translation>
    </message>
    <message>
        <source>A rule keeps it until %1: decline, and say so to the person (art. 47).</source>
        <translation>规定保存至 %1，期限未满：应不予删除并告知本人（第47条）。</translation>
    </message>
    <message>
        <source>%1 is erased everywhere as soon as the centre has it; it can&apos;t be brought back.</source>
        <translation>%1 将在送达中心后各处一并销毁，无法恢复。</translation>
    </message>
    <message>
        <source>It is kept, and proposed again when that day has come.</source>
        <translation>继续保存，到期后再提出。</translation>
    </message>
</context>
<context>
    <name>forms::PublishedList</name>
    <message>
        <source>No.</source>
        <translation>序号</translation>
    </message>
    <message>
        <source>Item</source>
        <translation>事项名称</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>事项编码</translation>
    </message>
    <message>
        <source>Department</source>
        <translation>主管部门</translation>
    </message>
    <message>
        <source>Material that may come later</source>
        <translation>可容缺材料</translation>
    </message>
    <message>
        <source>Working days</source>
        <translation>补齐时限（工作日）</translation>
    </message>
    <message>
        <source>Remark</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>What may be replaced by a commitment</source>
        <translation>可告知承诺的证明事项或材料</translation>
    </message>
    <message>
        <source>The whole item</source>
        <translation>全事项</translation>
    </message>
    <message>
        <source>List of materials that may come later</source>
        <translation>容缺受理清单</translation>
    </message>
    <message>
        <source>List of notification and commitment</source>
        <translation>告知承诺清单</translation>
    </message>
    <message>
        <source>tolerance-list</source>
        <translation>容缺受理清单</translation>
    </message>
    <message>
        <source>commitment-list</source>
        <translation>告知承诺清单</translation>
    </message>
    <message>
        <source>Sheet %1 of %2</source>
        <translation>第 %1 页，共 %2 页</translation>
    </message>
</context>
<context>
    <name>forms::PurposeBar</name>
    <message>
        <source>Cancel  Esc</source>
        <translation>取消  Esc</translation>
    </message>
    <message>
        <source>What it is needed for</source>
        <translation>用途</translation>
    </message>
    <message>
        <source>In your own words</source>
        <translation>补充说明</translation>
    </message>
    <message>
        <source>Confirm</source>
        <translation>确认</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Statistics and reports of the hall</source>
        <translation>大厅统计和报表</translation>
    </message>
    <message>
        <source>Inspection or audit</source>
        <translation>检查或审计</translation>
    </message>
    <message>
        <source>Asked for by a court or an authority</source>
        <translation>法院或有权机关依法调取</translation>
    </message>
    <message>
        <source>Something else (say what)</source>
        <translation>其他（请说明）</translation>
    </message>
    <message>
        <source>Compare with a card or paper</source>
        <translation>与证件或材料核对</translation>
    </message>
    <message>
        <source>Call the person</source>
        <translation>电话联系本人</translation>
    </message>
    <message>
        <source>Enter in another system the law names</source>
        <translation>依法录入其他系统</translation>
    </message>
</context>
<context>
    <name>forms::RatingScreen</name>
    <message>
        <source>Please rate this service</source>
        <translation>请对本次服务作出评价</translation>
    </message>
    <message>
        <source>Code to rate with a phone</source>
        <translation>手机扫码评价</translation>
    </message>
    <message>
        <source>Press 1 to 5, or scan the code with a phone. Rating is voluntary; who serves you is not told how you rated.</source>
        <translation>请按 1 至 5，或用手机扫码评价。评价完全自愿，为您服务的工作人员不会看到您的评价。</translation>
    </message>
    <message>
        <source>Esc  Not now</source>
        <translation>Esc  暂不评价</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>暂不评价</translation>
    </message>
    <message>
        <source>Backspace  Choose again</source>
        <translation>退格  重新选择</translation>
    </message>
    <message>
        <source>Choose again</source>
        <translation>重新选择</translation>
    </message>
    <message>
        <source>Enter  Done</source>
        <translation>Enter  完成</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message numerus="yes">
        <source>Thank you. Your rating is sent in %n seconds.</source>
        <translation>
            <numerusform>感谢您的评价，%n 秒后自动提交。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>This page closes without a rating in %n seconds.</source>
        <translation>
            <numerusform>%n 秒后自动关闭，不产生评价。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>forms::RatingsPage</name>
    <message>
        <source>This month</source>
        <translation>本月</translation>
    </message>
    <message>
        <source>Last month</source>
        <translation>上月</translation>
    </message>
    <message>
        <source>This year</source>
        <translation>今年</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Alt+%1</source>
        <translation>Alt+%1</translation>
    </message>
    <message>
        <source>Bad ones only</source>
        <translation>只看差评</translation>
    </message>
    <message>
        <source>Share of good ratings</source>
        <translation>满意率</translation>
    </message>
    <message>
        <source>What became of the bad ones</source>
        <translation>差评整改情况</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>等级</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>占比</translation>
    </message>
    <message>
        <source>Ratings by level</source>
        <translation>按等级统计</translation>
    </message>
    <message>
        <source>Department</source>
        <translation>部门</translation>
    </message>
    <message>
        <source>Bad</source>
        <translation>差评</translation>
    </message>
    <message>
        <source>Ratings by department</source>
        <translation>按部门统计</translation>
    </message>
    <message>
        <source>The chosen rating</source>
        <translation>所选评价</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Item</source>
        <translation>事项</translation>
    </message>
    <message>
        <source>Who was rated</source>
        <translation>被评价人</translation>
    </message>
    <message>
        <source>Way</source>
        <translation>渠道</translation>
    </message>
    <message>
        <source>Work order</source>
        <translation>工单</translation>
    </message>
    <message>
        <source>List of ratings</source>
        <translation>评价列表</translation>
    </message>
    <message>
        <source>Nobody has rated in this time.</source>
        <translation>这段时间没有评价。</translation>
    </message>
    <message>
        <source>W  Work order</source>
        <translation>W  工单</translation>
    </message>
    <message>
        <source>Open the work order</source>
        <translation>打开工单</translation>
    </message>
    <message>
        <source>K  Case</source>
        <translation>K  办件</translation>
    </message>
    <message>
        <source>Open the case</source>
        <translation>打开办件</translation>
    </message>
    <message>
        <source>Figures and the chosen rating</source>
        <translation>统计与所选评价</translation>
    </message>
    <message>
        <source>Figures</source>
        <translation>统计</translation>
    </message>
    <message>
        <source>Figures or the chosen rating</source>
        <translation>统计 / 所选评价</translation>
    </message>
    <message>
        <source>Case number</source>
        <translation>办件号</translation>
    </message>
    <message>
        <source>Whom you served today</source>
        <translation>今天服务的对象</translation>
    </message>
    <message>
        <source>Nobody served today yet.</source>
        <translation>今天还没有服务对象。</translation>
    </message>
    <message>
        <source>Ask for a rating</source>
        <translation>邀请评价</translation>
    </message>
    <message>
        <source>The person rates at the applicant&apos;s screen, if they like. You are not told how; do not hint, hinder or rate for them.</source>
        <translation>由申请人自愿在评价屏上评价，评价内容对您保密。不得诱导、阻碍或代替评价。</translation>
    </message>
    <message>
        <source>R  Show the rating page</source>
        <translation>R  显示评价页</translation>
    </message>
    <message>
        <source>Show the rating page to the person served</source>
        <translation>向服务对象显示评价页</translation>
    </message>
    <message>
        <source>Show the rating page</source>
        <translation>显示评价页</translation>
    </message>
    <message>
        <source>How you were rated</source>
        <translation>您得到的评价</translation>
    </message>
    <message>
        <source>A month is shown once it is over, with %1 ratings or more: fewer would say who gave them.</source>
        <translation>当月结束且评价不少于 %1 次才显示，次数过少会暴露评价人。</translation>
    </message>
    <message>
        <source>Month</source>
        <translation>月份</translation>
    </message>
    <message>
        <source>How you were rated, by month</source>
        <translation>您各月得到的评价</translation>
    </message>
    <message>
        <source>%1 (excluded)</source>
        <translation>%1（已剔除）</translation>
    </message>
    <message>
        <source>Counter</source>
        <translation>窗口</translation>
    </message>
    <message>
        <source>Phone page</source>
        <translation>手机页</translation>
    </message>
    <message>
        <source>%L1 ratings, %2 satisfied</source>
        <translation>共 %L1 次评价，满意率 %2</translation>
    </message>
    <message>
        <source>No bad ratings</source>
        <translation>没有差评</translation>
    </message>
    <message>
        <source>%1 bad: %2 contacted, %3 put right and closed, %4 late</source>
        <translation>差评 %1 次：已联系 %2，整改办结 %3，超期 %4</translation>
    </message>
    <message>
        <source>Excluded</source>
        <translation>已剔除</translation>
    </message>
    <message>
        <source>An appeal was upheld: it counts in no figure</source>
        <translation>申诉成立，不计入统计</translation>
    </message>
    <message>
        <source>Reasons given</source>
        <translation>所选原因</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>In detail</source>
        <translation>分项评价</translation>
    </message>
    <message>
        <source>In words</source>
        <translation>意见</translation>
    </message>
    <message>
        <source>Added %1</source>
        <translation>%1 追评</translation>
    </message>
    <message>
        <source>Who rated</source>
        <translation>评价人</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>电话</translation>
    </message>
    <message>
        <source>Served</source>
        <translation>服务时间</translation>
    </message>
    <message>
        <source>Rated</source>
        <translation>评价时间</translation>
    </message>
    <message>
        <source>Contact %1</source>
        <translation>%1 联系</translation>
    </message>
    <message>
        <source>Only bad ratings have a work order.</source>
        <translation>只有差评才有工单。</translation>
    </message>
    <message>
        <source>A rating was given. It is sealed; thank you for asking.</source>
        <translation>评价已提交并加密，感谢您的邀请。</translation>
    </message>
    <message>
        <source>Times</source>
        <translation>次数</translation>
    </message>
    <message>
        <source>See full numbers</source>
        <translation>查看完整号码</translation>
    </message>
</context>
<context>
    <name>forms::ReasonPicker</name>
    <message>
        <source>Common reasons</source>
        <translation>常用理由</translation>
    </message>
    <message>
        <source>Reason in words</source>
        <translation>理由（文字）</translation>
    </message>
    <message>
        <source>In words, then Enter</source>
        <translation>输入理由后按回车</translation>
    </message>
    <message>
        <source>Or in words, then Enter (Tab)</source>
        <translation>或按 Tab 输入文字，回车确认</translation>
    </message>
</context>
<context>
    <name>forms::RecoveryNote</name>
    <message>
        <source>Your recovery codes</source>
        <translation>您的恢复码</translation>
    </message>
    <message>
        <source>Each of them lets you in once without your telephone. Write them down and keep them apart from it; they are not shown again.</source>
        <translation>没有手机时，每个恢复码可登录一次。请抄写并与手机分开保管，之后不再显示。</translation>
    </message>
    <message>
        <source>Recovery codes</source>
        <translation>恢复码</translation>
    </message>
    <message>
        <source>They are written down</source>
        <translation>已抄写保管</translation>
    </message>
</context>
<context>
    <name>forms::RefusalForm</name>
    <message>
        <source>Competent authority</source>
        <translation>有权受理的机关</translation>
    </message>
    <message>
        <source>Not accepted: the legal reason</source>
        <translation>不予受理：法定理由</translation>
    </message>
    <message>
        <source>Legal reason</source>
        <translation>法定理由</translation>
    </message>
    <message>
        <source>Note for the applicant</source>
        <translation>对申请人的说明</translation>
    </message>
    <message>
        <source>Esc: back, nothing is lost</source>
        <translation>Esc：返回，已录内容不丢失</translation>
    </message>
    <message>
        <source>Choose the legal reason first (digits).</source>
        <translation>请先按数字键选择法定理由。</translation>
    </message>
    <message>
        <source>The law wants the competent authority named: type it.</source>
        <translation>依法须告知有权受理的机关，请填写。</translation>
    </message>
</context>
<context>
    <name>forms::ReturnedPage</name>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>What was done</source>
        <translation>事由</translation>
    </message>
    <message>
        <source>About</source>
        <translation>办件</translation>
    </message>
    <message>
        <source>What the centre refused</source>
        <translation>中心退回的办件</translation>
    </message>
    <message>
        <source>Nothing is returned: the centre has taken everything that was sent.</source>
        <translation>没有退回：已发送的办件中心全部收下。</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>项目</translation>
    </message>
    <message>
        <source>As done here</source>
        <translation>本机版本</translation>
    </message>
    <message>
        <source>As the centre has it</source>
        <translation>中心版本</translation>
    </message>
    <message>
        <source>Both versions, field by field</source>
        <translation>两个版本逐项对照</translation>
    </message>
    <message>
        <source>R  Do it again</source>
        <translation>R  重新办理</translation>
    </message>
    <message>
        <source>H  Hand to the supervisor</source>
        <translation>H  移交主管</translation>
    </message>
    <message>
        <source>D  Drop with a reason</source>
        <translation>D  放弃并说明理由</translation>
    </message>
    <message>
        <source>Why it is dropped</source>
        <translation>放弃理由</translation>
    </message>
    <message>
        <source>Why it is dropped (kept in the journal)</source>
        <translation>放弃理由（记入日志）</translation>
    </message>
    <message>
        <source>Drop</source>
        <translation>放弃</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>Do it again</source>
        <translation>重新办理</translation>
    </message>
    <message>
        <source>Hand to the supervisor</source>
        <translation>移交主管</translation>
    </message>
    <message>
        <source>Drop with a reason</source>
        <translation>放弃并说明理由</translation>
    </message>
    <message>
        <source>Back to the list</source>
        <translation>回到列表</translation>
    </message>
    <message>
        <source>Done %1 by %2, refused %3</source>
        <translation>%1 由 %2 办理，%3 被退回</translation>
    </message>
    <message>
        <source>The centre has nothing of it</source>
        <translation>中心没有此件</translation>
    </message>
    <message>
        <source>≠ %1</source>
        <translation>≠ %1</translation>
    </message>
    <message>
        <source>This act is done from its own page; hand it over or drop it here.</source>
        <translation>此操作须在其原页面办理；这里可移交或放弃。</translation>
    </message>
    <message>
        <source>Handed to the supervisor; it stays at the centre.</source>
        <translation>已移交主管，中心保留记录。</translation>
    </message>
    <message>
        <source>Dropped; the reason is in the journal.</source>
        <translation>已放弃，理由已记入日志。</translation>
    </message>
    <message>
        <source>Why the centre refused it</source>
        <translation>中心退回原因</translation>
    </message>
    <message numerus="yes">
        <source>Nothing of yours is returned. %n is a colleague&apos;s, who deals with it, or a supervisor does.</source>
        <translation>
            <numerusform>您没有退回件。另有 %n 件属于同事，由其本人或督办人员处理。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>forms::ScanViewer</name>
    <message>
        <source>F  Whole page</source>
        <translation>F  整页</translation>
    </message>
    <message>
        <source>Ctrl+P  Print a stamped copy</source>
        <translation>Ctrl+P  打印盖注副本</translation>
    </message>
    <message>
        <source>Esc  Close</source>
        <translation>Esc  关闭</translation>
    </message>
    <message>
        <source>Scan %1</source>
        <translation>扫描件 %1</translation>
    </message>
    <message>
        <source>Whole page or full size</source>
        <translation>整页或原始大小</translation>
    </message>
    <message>
        <source>Print a stamped copy</source>
        <translation>打印盖注副本</translation>
    </message>
    <message>
        <source>Close the scan</source>
        <translation>关闭扫描件</translation>
    </message>
    <message>
        <source>For use in the matter “%1” only</source>
        <translation>仅供办理“%1”事项使用</translation>
    </message>
    <message>
        <source>A stamped copy of %1 was printed.</source>
        <translation>已打印 %1 的盖注副本。</translation>
    </message>
    <message>
        <source>PgUp  Page before</source>
        <translation>PgUp  上一页</translation>
    </message>
    <message>
        <source>PgDn  Next page</source>
        <translation>PgDn  下一页</translation>
    </message>
    <message>
        <source>Page before</source>
        <translation>上一页</translation>
    </message>
    <message>
        <source>Next page</source>
        <translation>下一页</translation>
    </message>
    <message>
        <source>Page %1 of %2</source>
        <translation>第 %1 页，共 %2 页</translation>
    </message>
</context>
<context>
    <name>forms::SecondClerk</name>
    <message>
        <source>Staff number of the colleague</source>
        <translation>同事工号</translation>
    </message>
    <message>
        <source>The colleague&apos;s password</source>
        <translation>同事密码</translation>
    </message>
    <message>
        <source>Enter: confirm · Esc: back, nothing is lost</source>
        <translation>回车：确认 · Esc：返回，已录内容不丢失</translation>
    </message>
    <message>
        <source>You are not certified for “%1”: a certified colleague confirms.</source>
        <translation>您没有“%1”的上岗资格，请具备资格的同事确认。</translation>
    </message>
</context>
<context>
    <name>forms::SettingsPage</name>
    <message>
        <source>The system&apos;s printer</source>
        <translation>系统默认打印机</translation>
    </message>
    <message>
        <source>%1 (not connected)</source>
        <translation>%1（未连接）</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>The settings could not be saved. They hold until the program ends; check the free space of the disk.</source>
        <translation>设置没能保存，只在程序关闭前有效。请检查磁盘剩余空间。</translation>
    </message>
    <message>
        <source>Language and look</source>
        <translation>语言和外观</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>配色</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>字号</translation>
    </message>
    <message>
        <source>At 09:12 case 610116-2026-0481206 was accepted for Zhang San.</source>
        <translation>09:12 张三的办件 610116-2026-0481206 已受理。</translation>
    </message>
    <message>
        <source>Printing</source>
        <translation>打印</translation>
    </message>
    <message>
        <source>Printer</source>
        <translation>打印机</translation>
    </message>
    <message>
        <source>Show before printing</source>
        <translation>打印前预览</translation>
    </message>
    <message>
        <source>About this program</source>
        <translation>关于本程序</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>OneWindow %1</source>
        <translation>一窗 %1</translation>
    </message>
    <message>
        <source>Data folder</source>
        <translation>数据目录</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Open the data folder</source>
        <translation>打开数据目录</translation>
    </message>
    <message>
        <source>Show before printing: %1</source>
        <translation>打印前预览：%1</translation>
    </message>
    <message>
        <source>Choose language, colours and text size for yourself, the printer for this terminal, and which papers you want to see before they are printed. Every choice holds at once.</source>
        <translation>语言、配色、字号和打印前要预览哪些文书随您本人；打印机随这台终端。每项选择立即生效。</translation>
    </message>
    <message>
        <source>Like the desktop</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>高对比度</translation>
    </message>
    <message>
        <source>Standard (%1 pt)</source>
        <translation>标准（%1 磅）</translation>
    </message>
    <message>
        <source>%1 pt</source>
        <translation>%1 磅</translation>
    </message>
</context>
<context>
    <name>forms::ShutOutNote</name>
    <message>
        <source>This terminal was shut out</source>
        <translation>此终端已被停用</translation>
    </message>
    <message>
        <source>The administrator has shut this terminal out. Everything on it is erased: keys, cases, scans. What had been done here and was sent lies with the supervisor.</source>
        <translation>管理员已停用此终端。本机内容已全部清除：密钥、办件、扫描件。此前在本机办理并已发送的内容由督查人员处理。</translation>
    </message>
    <message numerus="yes">
        <source>The administrator has shut this terminal out. First what waits here is sent to the supervisor (%n to send); then everything on this terminal is erased. Please leave it switched on and connected.</source>
        <translation>
            <numerusform>管理员已停用此终端。本机待发内容将先发送给督查人员（待发 %n 项），随后清除本机全部内容。请保持开机和联网。</numerusform>
        </translation>
    </message>
    <message>
        <source>Set this terminal up anew</source>
        <translation>重新登记此终端</translation>
    </message>
</context>
<context>
    <name>forms::SignInForm</name>
    <message>
        <source>Type your staff number.</source>
        <translation>请输入工号。</translation>
    </message>
    <message>
        <source>Type your password.</source>
        <translation>请输入密码。</translation>
    </message>
    <message>
        <source>Locked</source>
        <translation>已锁定</translation>
    </message>
    <message>
        <source>OneWindow</source>
        <translation>一窗</translation>
    </message>
    <message>
        <source>%1 works here. Nothing is lost.</source>
        <translation>%1 正在使用本机，办到一半的内容都已保存。</translation>
    </message>
    <message>
        <source>Staff number</source>
        <translation>工号</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>Counter</source>
        <translation>窗口</translation>
    </message>
    <message>
        <source>The centre cannot be reached. If you have signed in on this terminal before, you can work with the same password; everything is sent later.</source>
        <translation>连不上中心。您曾在本机登录过的话，可用原密码离线登录办件，联网后自动补传。</translation>
    </message>
    <message>
        <source>Signing in… (Esc cancels)</source>
        <translation>正在登录…（Esc 取消）</translation>
    </message>
    <message>
        <source>Unlock  Enter</source>
        <translation>解锁  Enter</translation>
    </message>
    <message>
        <source>Sign in  Enter</source>
        <translation>登录  Enter</translation>
    </message>
    <message>
        <source>Cancel signing in</source>
        <translation>取消登录</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>解锁</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>登录</translation>
    </message>
    <message>
        <source>Another person</source>
        <translation>换人登录</translation>
    </message>
    <message>
        <source>Type the code your telephone shows.</source>
        <translation>请输入手机上显示的动态码。</translation>
    </message>
    <message>
        <source>Type a new password.</source>
        <translation>请输入新密码。</translation>
    </message>
    <message>
        <source>The two new passwords are not alike.</source>
        <translation>两次输入的新密码不一致。</translation>
    </message>
    <message>
        <source>Code of the second factor</source>
        <translation>动态码</translation>
    </message>
    <message>
        <source>New password</source>
        <translation>新密码</translation>
    </message>
    <message>
        <source>New password again</source>
        <translation>再次输入新密码</translation>
    </message>
    <message>
        <source>Symbol for the telephone</source>
        <translation>供手机扫描的二维码</translation>
    </message>
    <message>
        <source>Key for the telephone</source>
        <translation>供手机录入的密钥</translation>
    </message>
    <message>
        <source>Another password</source>
        <translation>修改密码</translation>
    </message>
    <message>
        <source>Esc leaves it as it is.</source>
        <translation>按 Esc 保持不变。</translation>
    </message>
    <message>
        <source>Change it  Enter</source>
        <translation>修改  Enter</translation>
    </message>
    <message>
        <source>Change it</source>
        <translation>修改</translation>
    </message>
</context>
<context>
    <name>forms::SignaturePad</name>
    <message>
        <source>Signature of the collector</source>
        <translation>领取人签字</translation>
    </message>
</context>
<context>
    <name>forms::StaffPage</name>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>工号</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Roles</source>
        <translation>角色</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Staff</source>
        <translation>人员</translation>
    </message>
    <message>
        <source>Nobody is known here yet.</source>
        <translation>尚无人员信息。</translation>
    </message>
    <message>
        <source>Give a password anew</source>
        <translation>重置密码</translation>
    </message>
    <message>
        <source>Back to the list</source>
        <translation>返回列表</translation>
    </message>
    <message>
        <source>The chosen person</source>
        <translation>所选人员</translation>
    </message>
    <message>
        <source>Password to begin with</source>
        <translation>初始密码</translation>
    </message>
    <message>
        <source>Set up the second factor anew too</source>
        <translation>同时重新设置第二因素</translation>
    </message>
    <message>
        <source>Give a password anew  Ctrl+Enter</source>
        <translation>重置密码  Ctrl+Enter</translation>
    </message>
    <message>
        <source>At work</source>
        <translation>在岗</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>已离岗</translation>
    </message>
    <message>
        <source>Hall</source>
        <translation>大厅</translation>
    </message>
    <message>
        <source>Departments</source>
        <translation>部门</translation>
    </message>
    <message>
        <source>The password is made. It is shown only here and now.</source>
        <translation>密码已生成，仅在此处显示这一次。</translation>
    </message>
    <message>
        <source>It lets somebody in once, who then chooses one of their own. Wherever they are signed in, they have to sign in again.</source>
        <translation>初始密码只能登录一次，本人须随即另设密码；其已登录的终端须重新登录。</translation>
    </message>
    <message>
        <source>For %1. Tell it only to them, and not in writing; it is good for three days unless the district says otherwise.</source>
        <translation>供 %1 使用。请当面口头告知本人，不要书面传递；三日内有效（地区另有规定的除外）。</translation>
    </message>
</context>
<context>
    <name>forms::StatusLabel</name>
    <message>
        <source>just now</source>
        <translation>刚刚</translation>
    </message>
    <message>
        <source>%1 s ago</source>
        <translation>%1 秒前</translation>
    </message>
    <message>
        <source>%1 min ago</source>
        <translation>%1 分钟前</translation>
    </message>
    <message>
        <source>No answer since %1</source>
        <translation>%1 起无应答</translation>
    </message>
    <message>
        <source>Synced %1</source>
        <translation>已同步 %1</translation>
    </message>
    <message>
        <source>Synced</source>
        <translation>已同步</translation>
    </message>
    <message>
        <source>Sending</source>
        <translation>正在发送</translation>
    </message>
    <message>
        <source>Offline since %1</source>
        <translation>离线 %1 起</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>离线</translation>
    </message>
    <message>
        <source>Sign in again to sync</source>
        <translation>请重新登录以同步</translation>
    </message>
    <message>
        <source>Update the program to sync</source>
        <translation>请更新程序以同步</translation>
    </message>
    <message>
        <source>Connecting</source>
        <translation>正在连接</translation>
    </message>
    <message>
        <source>to send %1</source>
        <translation>待发 %1</translation>
    </message>
    <message>
        <source>returned %1</source>
        <translation>退回 %1</translation>
    </message>
    <message>
        <source>Sync status: %1</source>
        <translation>同步状态：%1</translation>
    </message>
    <message>
        <source>Open the journal: what was sent, what waits, what was returned</source>
        <translation>打开日志：已发、待发、退回</translation>
    </message>
</context>
<context>
    <name>forms::StepForm</name>
    <message>
        <source>Take it</source>
        <translation>领办</translation>
    </message>
    <message>
        <source>Agree</source>
        <translation>同意</translation>
    </message>
    <message>
        <source>Object</source>
        <translation>不同意</translation>
    </message>
    <message>
        <source>Special procedure</source>
        <translation>特别程序</translation>
    </message>
    <message>
        <source>Ask the applicant</source>
        <translation>要求补正</translation>
    </message>
    <message>
        <source>Hand over</source>
        <translation>移交</translation>
    </message>
    <message>
        <source>Put back</source>
        <translation>放回</translation>
    </message>
    <message>
        <source>Confirm</source>
        <translation>确定</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Opinion of the department</source>
        <translation>部门意见</translation>
    </message>
    <message>
        <source>Opinion; with an objection the reasons and their legal basis</source>
        <translation>填写意见；不同意的须写明理由和法律依据</translation>
    </message>
    <message>
        <source>Choice</source>
        <translation>选项</translation>
    </message>
    <message>
        <source>Working days</source>
        <translation>工作日</translation>
    </message>
    <message>
        <source> working days</source>
        <translation> 个工作日</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>%1 (leads)</source>
        <translation>%1（牵头）</translation>
    </message>
    <message>
        <source>The clock stands: %1, %2 working days planned</source>
        <translation>计时暂停：%1，预计 %2 个工作日</translation>
    </message>
    <message>
        <source>With %1</source>
        <translation>承办人：%1</translation>
    </message>
    <message>
        <source>Grant</source>
        <translation>准予</translation>
    </message>
    <message>
        <source>Refuse</source>
        <translation>不予许可</translation>
    </message>
    <message>
        <source>Procedure is over</source>
        <translation>特别程序结束</translation>
    </message>
    <message>
        <source>This case is in your hands now.</source>
        <translation>已领办，由您承办。</translation>
    </message>
    <message>
        <source>Who says no says why: type the reasons and their legal basis.</source>
        <translation>不同意须说明理由，请填写理由和法律依据。</translation>
    </message>
    <message>
        <source>Granted. The result waits at the issue desk.</source>
        <translation>已准予，结果转出件窗口。</translation>
    </message>
    <message>
        <source>Refused. The decision waits at the issue desk.</source>
        <translation>已作出不予许可决定，决定书转出件窗口送达。</translation>
    </message>
    <message>
        <source>Your department agrees.</source>
        <translation>本部门意见：同意。</translation>
    </message>
    <message>
        <source>Your department objects.</source>
        <translation>本部门意见：不同意。</translation>
    </message>
    <message>
        <source>The clock runs again.</source>
        <translation>已恢复计时。</translation>
    </message>
    <message>
        <source>It lies in your department&apos;s queue again.</source>
        <translation>已放回本部门待审。</translation>
    </message>
    <message>
        <source>The time of this procedure is not counted, and is told to the applicant in writing:</source>
        <translation>该程序所需时间不计入办理期限，须书面告知申请人：</translation>
    </message>
    <message>
        <source>What must the applicant bring, why, and by when?</source>
        <translation>需补正的材料、原因和期限：</translation>
    </message>
    <message>
        <source>What is wrong with it</source>
        <translation>存在的问题</translation>
    </message>
    <message>
        <source>To whom, and why?</source>
        <translation>移交给谁、为什么：</translation>
    </message>
    <message>
        <source>The applicant is asked for it.</source>
        <translation>已要求申请人补正</translation>
    </message>
    <message>
        <source>%1 has it now.</source>
        <translation>已移交 %1。</translation>
    </message>
    <message>
        <source>Extend the limit</source>
        <translation>延长期限</translation>
    </message>
    <message>
        <source>Once, at most %1 working days; the applicant is told the reason:</source>
        <translation>只能延长一次，最多 %1 个工作日，理由须告知申请人：</translation>
    </message>
    <message>
        <source>The clock stands; the applicant gets a notice of it.</source>
        <translation>已暂停计时，告知书交申请人</translation>
    </message>
    <message>
        <source>The limit is extended; the applicant gets a notice of it.</source>
        <translation>已延长期限，告知书交申请人</translation>
    </message>
</context>
<context>
    <name>forms::SupplementsPage</name>
    <message>
        <source>Supplement to come</source>
        <translation>容缺待补</translation>
    </message>
    <message>
        <source>Supplement to judge</source>
        <translation>补交待审</translation>
    </message>
    <message>
        <source>Commitment to check</source>
        <translation>承诺待核查</translation>
    </message>
    <message>
        <source>Answer to the supervisor</source>
        <translation>督办待答复</translation>
    </message>
    <message>
        <source>Correction to come</source>
        <translation>待补正</translation>
    </message>
    <message>
        <source>On commitment</source>
        <translation>告知承诺</translation>
    </message>
    <message>
        <source>No tolerated material is outstanding.</source>
        <translation>没有容缺待补的材料。</translation>
    </message>
    <message>
        <source>No case waits for its correction.</source>
        <translation>没有待补正的办件。</translation>
    </message>
    <message>
        <source>To judge</source>
        <translation>补交待审</translation>
    </message>
    <message>
        <source>No supplement waits to be judged.</source>
        <translation>没有待审核的补交材料。</translation>
    </message>
    <message>
        <source>Due today</source>
        <translation>今日到期</translation>
    </message>
    <message>
        <source>Nothing is due today.</source>
        <translation>今天没有到期的。</translation>
    </message>
    <message>
        <source>Overdue</source>
        <translation>超期</translation>
    </message>
    <message>
        <source>Nothing is overdue.</source>
        <translation>没有超期的。</translation>
    </message>
    <message>
        <source>Commitment checks</source>
        <translation>承诺核查</translation>
    </message>
    <message>
        <source>No commitment is to be checked.</source>
        <translation>没有待核查的承诺。</translation>
    </message>
    <message>
        <source>No case under way rests on a commitment.</source>
        <translation>没有在办的告知承诺件。</translation>
    </message>
    <message>
        <source>Supervisor asks</source>
        <translation>督办</translation>
    </message>
    <message>
        <source>The supervisor waits for no answer.</source>
        <translation>没有待答复的督办。</translation>
    </message>
    <message>
        <source>What is owed to cases</source>
        <translation>补正容缺列表</translation>
    </message>
    <message>
        <source>Alt+%1</source>
        <translation>Alt+%1</translation>
    </message>
    <message>
        <source>Take what is ticked, or answer</source>
        <translation>收取勾选的材料 / 答复督办</translation>
    </message>
    <message>
        <source>The supplement is adequate</source>
        <translation>补交材料合格</translation>
    </message>
    <message>
        <source>The supplement is inadequate</source>
        <translation>补交材料不合格</translation>
    </message>
    <message>
        <source>The commitment was kept</source>
        <translation>承诺属实</translation>
    </message>
    <message>
        <source>The commitment differs from the facts</source>
        <translation>与承诺不符，限期整改</translation>
    </message>
    <message>
        <source>It was put right</source>
        <translation>整改到位</translation>
    </message>
    <message>
        <source>The commitment was breached</source>
        <translation>违反承诺，撤销</translation>
    </message>
    <message>
        <source>Take the commitment back</source>
        <translation>撤回承诺</translation>
    </message>
    <message>
        <source>Ask for an answer</source>
        <translation>督办</translation>
    </message>
    <message>
        <source>Next part of the case</source>
        <translation>办件的下一栏</translation>
    </message>
    <message>
        <source>Previous part of the case</source>
        <translation>办件的上一栏</translation>
    </message>
    <message>
        <source>Back to the list</source>
        <translation>回到列表</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>回车</translation>
    </message>
    <message>
        <source>Work on what is owed</source>
        <translation>办理所选</translation>
    </message>
    <message>
        <source>Ctrl+C</source>
        <translation>Ctrl+C</translation>
    </message>
    <message>
        <source>Copy the rows</source>
        <translation>复制所选行</translation>
    </message>
    <message>
        <source>Repair the applicant&apos;s credit</source>
        <translation>修复申请人信用</translation>
    </message>
</context>
<context>
    <name>forms::TableEditor</name>
    <message>
        <source>Delete the row</source>
        <translation>删除此行</translation>
    </message>
</context>
<context>
    <name>forms::TransferLabel</name>
    <message>
        <source>Attachments: %1 to send · %2</source>
        <translation>附件 %1 件待传 · %2</translation>
    </message>
    <message>
        <source>Fetching attachment %1 %</source>
        <translation>取回附件 %1 %</translation>
    </message>
    <message>
        <source>Attachments: %1 to send · %2 %</source>
        <translation>附件 %1 件待传 · %2 %</translation>
    </message>
    <message>
        <source>Fetching an attachment</source>
        <translation>正在取回附件</translation>
    </message>
    <message>
        <source>Scans are sent in the background, after the cases themselves.</source>
        <translation>扫描件在办件之后于后台传送。</translation>
    </message>
</context>
<context>
    <name>forms::TrayBar</name>
    <message>
        <source>Waiting</source>
        <translation>待取回</translation>
    </message>
    <message>
        <source>Half-done cases; Ctrl+digit takes one back</source>
        <translation>未办完的办件；Ctrl+数字取回</translation>
    </message>
    <message>
        <source>Take back %1</source>
        <translation>取回 %1</translation>
    </message>
    <message>
        <source>%1
Ctrl+%2 takes it back</source>
        <translation>%1
Ctrl+%2 取回</translation>
    </message>
</context>
<context>
    <name>forms::ValueEditor</name>
    <message>
        <source>year-month-day</source>
        <translation>年-月-日</translation>
    </message>
    <message>
        <source>year-month</source>
        <translation>年-月</translation>
    </message>
    <message>
        <source>year-month-day hour:minute</source>
        <translation>年-月-日 时:分</translation>
    </message>
    <message>
        <source>%1, from</source>
        <translation>%1，起</translation>
    </message>
    <message>
        <source>%1, to</source>
        <translation>%1，止</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>No</source>
        <translation>否</translation>
    </message>
</context>
<context>
    <name>forms::WhatIfLine</name>
    <message>
        <source>What if the supplement comes on another day</source>
        <translation>推算：改日补齐</translation>
    </message>
    <message>
        <source>What if the supplement comes another day</source>
        <translation>推算：改日补齐</translation>
    </message>
    <message>
        <source>If everything comes on %1, it is due by %2</source>
        <translation>若 %1 补齐：办结期限为 %2</translation>
    </message>
    <message>
        <source>If supplied on %1, it is still due by %2</source>
        <translation>若 %1 补齐：办结期限仍为 %2</translation>
    </message>
    <message>
        <source>If supplied on %1, that is too late: the last day is %2</source>
        <translation>若 %1 才补：已逾期，最迟 %2 补齐</translation>
    </message>
</context>
<context>
    <name>forms::WithdrawBar</name>
    <message>
        <source>Why the applicant withdraws</source>
        <translation>申请人撤回的原因</translation>
    </message>
    <message>
        <source>Withdraw the case  Enter</source>
        <translation>撤回办件  Enter</translation>
    </message>
    <message>
        <source>Withdraw the case</source>
        <translation>撤回办件</translation>
    </message>
    <message>
        <source>Cancel  Esc</source>
        <translation>取消  Esc</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Withdrawal</source>
        <translation>撤回</translation>
    </message>
</context>
<context>
    <name>forms::WorkOrdersPage</name>
    <message>
        <source>For me</source>
        <translation>待我处理</translation>
    </message>
    <message>
        <source>Nothing waits for you. Press N to register a work order.</source>
        <translation>没有待您处理的工单。按 N 登记新工单。</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>未办结</translation>
    </message>
    <message>
        <source>No work order is open.</source>
        <translation>没有未办结的工单。</translation>
    </message>
    <message>
        <source>No open work order from 12345.</source>
        <translation>没有未办结的 12345 工单。</translation>
    </message>
    <message>
        <source>Nobody has told of anything that could not be done.</source>
        <translation>没有未办结的“办不成事”反映。</translation>
    </message>
    <message>
        <source>No bad rating is being put right.</source>
        <translation>没有整改中的差评。</translation>
    </message>
    <message>
        <source>No finding of an inspection is open.</source>
        <translation>没有未整改的检查问题。</translation>
    </message>
    <message>
        <source>No finding of a process walk is open.</source>
        <translation>没有未整改的走流程问题。</translation>
    </message>
    <message>
        <source>Soon due</source>
        <translation>临期</translation>
    </message>
    <message>
        <source>Nothing is soon due.</source>
        <translation>没有临期的工单。</translation>
    </message>
    <message>
        <source>Overdue</source>
        <translation>超期</translation>
    </message>
    <message>
        <source>Nothing is overdue.</source>
        <translation>没有超期的工单。</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>No work orders yet. Press N to register one.</source>
        <translation>还没有工单。按 N 登记。</translation>
    </message>
    <message>
        <source>List of work orders</source>
        <translation>工单列表</translation>
    </message>
    <message>
        <source>%L1 work orders</source>
        <translation>%L1 件工单</translation>
    </message>
    <message>
        <source>N  Register</source>
        <translation>N  登记</translation>
    </message>
    <message>
        <source>Register a work order</source>
        <translation>登记工单</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Export this list as CSV</source>
        <translation>将此列表导出为 CSV</translation>
    </message>
    <message>
        <source>The list is in %1.</source>
        <translation>列表已存入 %1。</translation>
    </message>
    <message>
        <source>The export was stopped; no file was written.</source>
        <translation>导出已停止，没有写入文件。</translation>
    </message>
    <message>
        <source>Contact the person</source>
        <translation>联系当事人</translation>
    </message>
    <message>
        <source>Give out</source>
        <translation>派单</translation>
    </message>
    <message>
        <source>Sign for</source>
        <translation>签收</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>答复</translation>
    </message>
    <message>
        <source>Call back</source>
        <translation>回访</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>办结</translation>
    </message>
    <message>
        <source>Reopen</source>
        <translation>重办</translation>
    </message>
    <message>
        <source>Appeal</source>
        <translation>申诉</translation>
    </message>
    <message>
        <source>Judge the appeal</source>
        <translation>复核申诉</translation>
    </message>
    <message>
        <source>Do what was typed</source>
        <translation>提交所填内容</translation>
    </message>
    <message>
        <source>Next part of the work order</source>
        <translation>工单的下一栏</translation>
    </message>
    <message>
        <source>Back to the list</source>
        <translation>回到列表</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>回车</translation>
    </message>
    <message>
        <source>Do the next thing</source>
        <translation>办理下一步</translation>
    </message>
    <message>
        <source>Ctrl+C</source>
        <translation>Ctrl+C</translation>
    </message>
    <message>
        <source>Copy the rows</source>
        <translation>复制所选行</translation>
    </message>
    <message>
        <source>work orders</source>
        <translation>工单</translation>
    </message>
    <message>
        <source>CSV for spreadsheets (*.csv)</source>
        <translation>CSV 表格 (*.csv)</translation>
    </message>
    <message>
        <source>No enquiry waits for an answer.</source>
        <translation>没有待答复的咨询。</translation>
    </message>
    <message>
        <source>Hand over or take over</source>
        <translation>移交或接手</translation>
    </message>
    <message>
        <source>See full numbers</source>
        <translation>查看完整号码</translation>
    </message>
    <message>
        <source>Lists are exported by a supervisor or a chief clerk.</source>
        <translation>清单由主管或首席服务员导出。</translation>
    </message>
    <message>
        <source>Export this list, for</source>
        <translation>导出本清单，用途</translation>
    </message>
</context>
<context>
    <name>main</name>
    <message>
        <source>OneWindow</source>
        <translation>一窗</translation>
    </message>
    <message>
        <source>OneWindow is already open on this terminal with the same data. Use the window that is there, or close it first.</source>
        <translation>本机已打开使用同一数据的一窗，请使用已打开的窗口，或先将其关闭。</translation>
    </message>
</context>
<context>
    <name>tables::CaseTableModel</name>
    <message>
        <source>Lamp</source>
        <translation>灯</translation>
    </message>
    <message>
        <source>Case number</source>
        <translation>办件号</translation>
    </message>
    <message>
        <source>Item</source>
        <translation>事项</translation>
    </message>
    <message>
        <source>Applicant</source>
        <translation>申请人</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>到期</translation>
    </message>
    <message>
        <source>Supplement by</source>
        <translation>容缺补齐</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>收件时间</translation>
    </message>
    <message>
        <source>Counter</source>
        <translation>窗口</translation>
    </message>
    <message>
        <source>Clerk</source>
        <translation>受理人员</translation>
    </message>
    <message>
        <source>Last change</source>
        <translation>最后变动</translation>
    </message>
</context>
<context>
    <name>tables::DutyTableModel</name>
    <message>
        <source>Lamp</source>
        <translation>灯</translation>
    </message>
    <message>
        <source>Case number</source>
        <translation>办件号</translation>
    </message>
    <message>
        <source>What is owed</source>
        <translation>待办内容</translation>
    </message>
    <message>
        <source>Applicant</source>
        <translation>申请人</translation>
    </message>
    <message>
        <source>Item</source>
        <translation>事项</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>期限</translation>
    </message>
</context>
<context>
    <name>tables::JournalTableModel</name>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>What was done</source>
        <translation>事由</translation>
    </message>
    <message>
        <source>About</source>
        <translation>办件</translation>
    </message>
    <message>
        <source>By</source>
        <translation>经手人</translation>
    </message>
    <message>
        <source>What became of it</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
</context>
<context>
    <name>tables::OrderTableModel</name>
    <message>
        <source>Lamp</source>
        <translation>灯</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>From</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>About</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Department</source>
        <translation>部门</translation>
    </message>
    <message>
        <source>Next limit</source>
        <translation>当前时限</translation>
    </message>
    <message>
        <source>Registered</source>
        <translation>登记</translation>
    </message>
</context>
<context>
    <name>tables::WorkTableModel</name>
    <message>
        <source>Lamp</source>
        <translation>灯</translation>
    </message>
    <message>
        <source>Case number</source>
        <translation>办件号</translation>
    </message>
    <message>
        <source>Item</source>
        <translation>事项</translation>
    </message>
    <message>
        <source>Applicant</source>
        <translation>申请人</translation>
    </message>
    <message>
        <source>Department</source>
        <translation>审批部门</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>With</source>
        <translation>承办人</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>到期</translation>
    </message>
</context>
</TS>
