export { default } from '@fullcalendar/angular/timegrid';
