# متابعة منتديات وأشخاص في خوادم أخرى.
connect-heading = تواصل مع خادم آخر
connect-lede = اكتب عنوان منتدى أو شخص في خادم آخر، وسترى ما فيه قبل أن تتابعه.
connect-address = العنوان
connect-address-help = مثل
connect-look = ابحث عنه
connect-how-1 = أين أجد العنوان؟
connect-how-1-text = في صفحة المنتدى أو الملف الشخصي، في العمود الجانبي؛ أو انسخ رابط الصفحة.
connect-how-2 = ماذا يحدث عند المتابعة؟
connect-how-2-text = تصلك المواضيع الجديدة هنا تلقائيًّا، وتظهر ردودك هناك باسمك ومعه اسم هذا الخادم.
found-forum = منتدى
found-person = شخص
found-open = اقرأه هنا
found-latest = أحدث المشاركات
found-latest-none = لا شيء منشور بعد.
