# الإدارة: المنتديات والخوادم المتصلة.
admin-forums-lede = منتديات هذا الخادم، ومن يقرؤها ومن يفتح المواضيع فيها.
admin-forums-empty-text = افتح أول منتدى في مجال عمل يشترك فيه أعضاؤك.
column-forum = المنتدى
column-scope = القرّاء
column-actions = إجراءات
column-server = الخادم
column-state = الحالة
column-policy = القرار
column-queue = في الانتظار
column-sent = آخر إرسال
column-received = آخر استلام
field-forum-name = الاسم في العنوان الإلكتروني
field-forum-name-help = أحرف لاتينية صغيرة وأرقام وشرطة سفلية، مثل energy. لا يمكن تغييره لاحقًا.
field-forum-scope = من يقرؤه؟
federation-lede = الخوادم التي يتبادل معها هذا الخادم المشاركات.
federation-mode = مع من نتواصل؟
mode-allow-list = الخوادم التي سمحنا بها فقط
mode-allow-list-help = يُرفض ما سواها. يناسب الشبكات المغلقة بين الغرف والتجمّعات.
mode-open = كل خادم لم نحظره
mode-open-help = يمكن لأي شخص في الشبكة الأوسع متابعة المنتديات العامة والرد فيها.
policy-host = قرار بشأن خادم
policy-host-help = اسم الخادم وحده، دون https:// أو مسار.
policy-allow = السماح
policy-block = الحظر
policy-clear = إلغاء القرار
policy-undecided = لا قرار
policy-allowed = مسموح
policy-blocked = محظور
peers-heading = الخوادم
peers-empty = لا خوادم متصلة بعد
peers-empty-text = يظهر الخادم هنا حين يتابع أحد من هنا أحدًا هناك، أو العكس.
peer-healthy = متاح
peer-failing = نعيد المحاولة
peer-dormant = متوقف
field-name-ar = الاسم بالعربية
field-name-en = الاسم بالإنجليزية
field-description-ar = عمّ يتحدث؟ بالعربية
field-description-en = عمّ يتحدث؟ بالإنجليزية
peer-dead = انقطع
peer-next-try = المحاولة التالية
peer-refused = { $n ->
    [one] واحدة رُفضت نهائيًا
    [two] اثنتان رُفضتا نهائيًا
    [few] { $n } رُفضت نهائيًا
    [many] { $n } رُفضت نهائيًا
   *[other] { $n } رُفضت نهائيًا
}
peer-retry = حاول الآن
policy-trusted = من الشبكة الموثوقة
policy-trusted-help = تصله منتديات الشبكة الموثوقة.
policy-note = ملاحظة
policy-note-help = سبب القرار، ولا يقرؤها إلا المديرون.

field-moderator = تعيين مشرف
field-moderator-help = اسم مستخدم هنا مثل sara، أو عنوان في خادم آخر: sara@jeddah.example.
moderator-appoint = تعيين
moderator-dismiss = إعفاء
