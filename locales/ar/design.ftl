# صفحة عناصر الواجهة، لمن يبني الموقع.
design-lede = كل عناصر الواجهة بعضها بجانب بعض، بهذه اللغة والاتجاه والمظهر.
design-colour = الألوان
design-type = الخط
design-buttons = الأزرار
design-labels = الوسوم
design-fields = الحقول
design-people = الأشخاص
design-lists = القوائم
design-replies = الردود
design-messages = الرسائل
design-figures = الأرقام
design-specimen = زاد الاهتزاز بعد تغيير المحمل
